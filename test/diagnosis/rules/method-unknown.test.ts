import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

const refused = (code: number, message: string) => ({
  received: { jsonrpc: '2.0', id: 1, error: { code, message } },
});

it('fires on -32601', () => {
  expect(
    verdicts({
      sent: { jsonrpc: '2.0', id: 1, method: 'tasks/list' },
      ...refused(-32601, 'Method not found'),
    }),
  ).toEqual(['method-unknown/warning']);
});

it('is quiet about a probe that clients fall back from', () => {
  expect(
    verdicts({
      sent: { jsonrpc: '2.0', id: 1, method: 'server/discover' },
      ...refused(-32601, 'Method not found'),
    }),
  ).toEqual([]);
});
