import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inModelStream, inProxyError, inRpc } from '../../said-in.ts';

const agent = "Requests made with this agent's key must include the x-litellm-trace-id header.";
const team =
  "Team 't' requires a trace ID on every LLM, MCP and agent request. Send an x-litellm-trace-id header.";

it.each([
  ['an agent’s key', inProxyError(400, agent)],
  ['a team', inProxyError(400, team)],
  ['a team, in a JSON-RPC error', inRpc(-32600, team)],
  [
    'a team, on a model’s route',
    { ...inModelStream({}), ...inProxyError(400, team), receivedType: 'application/json' },
  ],
])('fires on the words for %s', (_what, parts) => {
  const findings = inspect(parts).findings.filter(({ level }) => level !== 'info');
  expect(findings).toMatchObject([{ rule: 'trace-id-required', level: 'error', hop: 'client-to-gateway' }]);
  expect(findings[0]?.fix.user?.commands?.[0]?.text).toMatch(/^x-litellm-trace-id: /);
});

it('is quiet about another 400 that names a trace', () => {
  expect(verdicts(inProxyError(400, 'trace id 7f3 has no spans')).join()).not.toContain('trace-id-required');
});
