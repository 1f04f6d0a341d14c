import { expect, it } from 'vitest';
import { failed, verdicts } from '../../har-entry.ts';

it.each([
  ['an HTML page', { received: '<html>Sign in</html>', receivedType: 'text/html' }],
  ['another JSON', { received: { ok: true } }],
  [
    '405',
    {
      status: 405,
      received: { detail: 'Method Not Allowed' },
      requestHeaders: { accept: 'application/json, text/event-stream' },
    },
  ],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['endpoint-not-mcp/error']);
});

it.each([
  [
    'a notification answered with nothing',
    { sent: { jsonrpc: '2.0', method: 'notifications/initialized' }, status: 202, received: '' },
  ],
  [
    'a stream',
    { received: 'data: {"jsonrpc":"2.0","id":1,"result":{}}\n\n', receivedType: 'text/event-stream' },
  ],
  ['JSON-RPC', {}],
])('is quiet about %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual([]);
});

it('judges a page that the client hung up on by its content type', () => {
  const hungUp = { ...failed('net::ERR_ABORTED'), status: 200 };
  expect(verdicts({ ...hungUp, responseHeaders: { 'content-type': 'text/html' } })).toEqual([
    'endpoint-not-mcp/error',
  ]);
  expect(verdicts({ ...hungUp, responseHeaders: { 'content-type': 'text/event-stream' } })).toEqual([
    'request-aborted/warning',
  ]);
});

it('is quiet about JSON-RPC that an exporter cut', () => {
  expect(verdicts({ received: '{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a","desc' })).toEqual([]);
});
