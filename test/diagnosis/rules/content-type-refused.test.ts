import { expect, it } from 'vitest';
import { CLIENT_HEADERS, inspect, verdicts } from '../../har-entry.ts';
import { inBody, inRpc, inText } from '../../said-in.ts';

const requestHeaders = { ...CLIENT_HEADERS, 'content-type': 'application/json; charset=utf-8' };

it.each([
  ['a 415 that says nothing', { status: 415, received: '' }],
  ['a 415 with words', inText(415, 'Unsupported Media Type: Content-Type must be application/json')],
  ['a 400 with words', inBody(400, 'Invalid Content-Type header')],
  ['a JSON-RPC error', inRpc(-32000, 'Unsupported Media Type: Content-Type must be application/json')],
])('fires on %s, and quotes what was sent', (_what, parts) => {
  const [finding, ...more] = inspect({ ...parts, requestHeaders }).findings;
  expect(finding).toMatchObject({ rule: 'content-type-refused', level: 'error', hop: 'client-to-gateway' });
  expect(finding?.why).toContain('content-type: application/json; charset=utf-8');
  expect(more).toEqual([]);
});

it('leaves the Accept header to its rule', () => {
  const words = 'Not Acceptable: Client must accept both application/json and text/event-stream';
  expect(verdicts({ ...inText(406, words), requestHeaders: { accept: 'application/json' } })).not.toContain(
    'content-type-refused/error',
  );
});
