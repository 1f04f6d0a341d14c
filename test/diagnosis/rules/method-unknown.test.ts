import { expect, it } from 'vitest';
import { refused, rpc, verdicts } from '../../har-entry.ts';

const to = (method: string) => verdicts({ sent: rpc(method), ...refused(-32601, 'Method not found') });

it('fires on -32601', () => {
  expect(to('tasks/list')).toEqual(['method-unknown/warning']);
});

it('is quiet about a probe that clients fall back from', () => {
  expect(to('server/discover')).toEqual([]);
});
