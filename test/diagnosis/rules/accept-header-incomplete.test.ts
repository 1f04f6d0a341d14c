import { expect, it } from 'vitest';
import { CLIENT_HEADERS, KEY, verdicts } from '../../har-entry.ts';

const received = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32600, message: 'Not Acceptable: Client must accept both' },
};
const key = { 'x-litellm-api-key': `Bearer ${KEY}` };

it.each([
  ['406', { status: 406, received, requestHeaders: { ...key, accept: 'application/json' } }],
  ['406 to a GET', { method: 'GET', status: 406, received, requestHeaders: { ...key, accept: 'text/html' } }],
  [
    'a refusal while a type is missing',
    { status: 400, received, requestHeaders: { ...key, accept: 'application/json' } },
  ],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['accept-header-incomplete/error']);
});

it('is quiet when both types are there, when it works, and when the key is the cause', () => {
  for (const requestHeaders of [CLIENT_HEADERS, { ...key, accept: '*/*' }])
    expect(verdicts({ status: 400, received, requestHeaders })).toEqual(['failure-unexplained/error']);
  expect(verdicts({})).toEqual([]);
  expect(verdicts({ status: 400, received: { error: { message: 'No connected db.' } } })).toEqual([
    'key-unverifiable/error',
  ]);
});
