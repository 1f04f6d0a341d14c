import { expect, it } from 'vitest';
import { refused, rpc, verdicts } from '../../har-entry.ts';

it.each([-32700, -32600, -32602])('fires on %i', (code) => {
  expect(verdicts(refused(code, 'no'))).toEqual(['request-invalid/error']);
});

it('fires on an answer to broken JSON', () => {
  const parts = {
    sent: '{bad',
    status: 400,
    received: { jsonrpc: '2.0', id: 'server-error', error: { code: -32700, message: 'Parse error' } },
  };
  expect(verdicts(parts)).toEqual(['request-invalid/error']);
});

it.each([
  ['a probe', { sent: rpc('server/discover'), ...refused(-32602, 'Invalid request parameters') }, []],
  [
    'a permission',
    refused(-32600, 'The key is not allowed to access the requested MCP servers: x'),
    ['key-not-permitted/error'],
  ],
  ['a server’s own code', refused(-32000, 'busy'), ['failure-unexplained/error']],
])('leaves %s to others', (_what, parts, instead) => {
  expect(verdicts(parts)).toEqual(instead);
});
