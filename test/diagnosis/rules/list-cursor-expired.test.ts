import { expect, it } from 'vitest';
import { inspect, rpc, verdicts } from '../../har-entry.ts';
import { inBody, inRpc } from '../../said-in.ts';

const sent = rpc('tools/list', { cursor: 'old' });

it.each([
  ['a JSON-RPC error', { sent, ...inRpc(-32602, 'Invalid cursor; start a fresh listing') }],
  ['a 400', { sent, ...inBody(400, 'The cursor has expired; start a fresh listing') }],
])('fires on %s', (_what, parts) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([
    { rule: 'list-cursor-expired', level: 'warning', hop: 'client-to-gateway' },
  ]);
});

it('leaves other parameters to their rule', () => {
  expect(verdicts({ sent, ...inRpc(-32602, 'Invalid request parameters') })).toEqual([
    'request-invalid/error',
  ]);
});
