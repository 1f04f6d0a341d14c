import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inRest, inRpc } from '../../said-in.ts';

const sentence = 'Multiple Authorization headers are not allowed';

it.each([
  ['a 400', inBody(400, sentence)],
  ['a JSON-RPC error', inRpc(-32600, sentence)],
  ['the REST routes', inRest(400, sentence)],
])('fires on %s', (_what, parts) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding).toMatchObject({
    rule: 'authorization-duplicated',
    level: 'error',
    hop: 'client-to-gateway',
  });
  expect(more).toEqual([]);
});

it('is quiet about another 400', () => {
  expect(verdicts(inBody(400, 'Authorization header is required')).join()).not.toContain('duplicated');
});
