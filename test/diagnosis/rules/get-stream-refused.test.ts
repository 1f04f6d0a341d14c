import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

const received = {
  jsonrpc: '2.0',
  id: 'server-error',
  error: { code: -32600, message: 'Method Not Allowed' },
};

it.each(['GET', 'DELETE'])('remarks that %s is not offered, and blames nobody', (method) => {
  const requestHeaders = { accept: 'text/event-stream', 'mcp-protocol-version': '2025-06-18' };
  expect(verdicts({ method, status: 405, received, requestHeaders })).toEqual(['get-stream-refused/info']);
});

it('leaves POST to the rule for wrong URLs', () => {
  expect(verdicts({ status: 405, received }).join()).not.toContain('get-stream-refused');
});
