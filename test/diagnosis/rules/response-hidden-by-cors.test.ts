import { expect, it } from 'vitest';
import { GATEWAY, KEY, verdicts } from '../../har-entry.ts';

const from = (origin: string) => ({ 'x-litellm-api-key': `Bearer ${KEY}`, origin });

it('fires when the page’s origin is not allowed', () => {
  expect(verdicts({ requestHeaders: from('http://agent.test') })).toEqual([
    'response-hidden-by-cors/warning',
  ]);
  const responseHeaders = { 'access-control-allow-origin': 'http://other.test' };
  expect(verdicts({ requestHeaders: from('http://agent.test'), responseHeaders })).toEqual([
    'response-hidden-by-cors/warning',
  ]);
});

it.each([
  [
    'the origin is allowed',
    {
      requestHeaders: from('http://agent.test'),
      responseHeaders: { 'access-control-allow-origin': 'http://agent.test' },
    },
  ],
  [
    'every origin is',
    { requestHeaders: from('http://agent.test'), responseHeaders: { 'access-control-allow-origin': '*' } },
  ],
  ['it is the same origin', { requestHeaders: from(GATEWAY) }],
  ['it is no fetch across origins', {}],
])('is quiet when %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual([]);
});

it('fires after a redirect across origins, where the browser says “null”', () => {
  expect(verdicts({ requestHeaders: from('null') })).toEqual(['response-hidden-by-cors/warning']);
  const responseHeaders = { 'access-control-allow-origin': '*' };
  expect(verdicts({ requestHeaders: from('null'), responseHeaders })).toEqual([]);
});
