import { expect, it } from 'vitest';
import { inspect, type Parts, verdicts } from '../../har-entry.ts';
import { inModelStream, inProxyError, inRest, inResult, inRpc } from '../../said-in.ts';

const spent = 'Budget has been exceeded! Key=bot-key Current cost: 0.5, Max budget: 0.1';
const older = 'ExceededBudget: User=alice over budget. Spend=2.0, Budget=1.0';

it.each([
  ['a 429', inProxyError(429, spent)],
  ['a 422, as 1.110 answers', inProxyError(422, spent)],
  ['a 400, as older releases answer', inProxyError(400, older)],
  ['a JSON-RPC error', inRpc(-32603, spent)],
  ['a tool’s result', inResult(`Error: ${spent}`)],
  ['the REST routes', inRest(429, { error: 'budget_exceeded', message: spent })],
  ['a model’s stream', inModelStream({ type: 'error', error: { message: spent, code: '429' } })],
])('fires on %s', (_what, parts: Parts) => {
  const [finding] = inspect(parts).findings;
  expect(finding).toMatchObject({ rule: 'budget-exceeded', level: 'error', hop: 'gateway' });
  expect(verdicts(parts)).not.toContain('rate-limited/error');
});

it('says whose budget it is, where the message does', () => {
  expect(inspect(inProxyError(429, spent)).findings[0]?.why).toContain('that of the key');
  expect(inspect(inProxyError(400, older)).findings[0]?.why).toContain('that of the user');
});

it('leaves a limit of requests to its rule', () => {
  expect(verdicts(inProxyError(429, 'Rate limit exceeded for api_key: bot-key'))).toEqual([
    'rate-limited/error',
  ]);
});
