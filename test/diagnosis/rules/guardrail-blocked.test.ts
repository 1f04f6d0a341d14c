import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inModelStream, inProxyError, inRest, inResult, inRpc } from '../../said-in.ts';

const sentence = 'Guardrail violation - no-secrets';

it.each([
  ['a tool’s result', inResult(`Error: ${sentence}`)],
  ['a JSON-RPC error', inRpc(-32603, sentence)],
  ['a 400', inProxyError(400, sentence)],
  ['the REST routes', inRest(400, { error: 'guardrail_violation', message: sentence })],
  ['a model’s stream', inModelStream({ type: 'mcp_gateway_error', error: { message: sentence } })],
])('fires on %s', (_what, parts) => {
  const findings = inspect(parts).findings.filter(({ level }) => level === 'error');
  expect(findings).toMatchObject([
    {
      rule: 'guardrail-blocked',
      hop: 'gateway',
      title: 'A guardrail of the gateway blocked this call: “no-secrets”',
    },
  ]);
});

it.each([
  ['what it found', inResult('Error: Blocked PII entity detected - EMAIL_ADDRESS'), ': “EMAIL_ADDRESS”'],
  ['nothing, where the message does not', inRest(400, { error: 'blocked_pii_entity' }), ''],
  [
    'nothing of a tool taken away',
    inResult('Error: Tool x is unavailable after MCP guardrail checks for server y.'),
    '',
  ],
])('names %s', (_what, parts, named) => {
  expect(inspect(parts).findings[0]?.title).toBe(`A guardrail of the gateway blocked this call${named}`);
});

it('leaves what a tool says itself to its rule', () => {
  expect(verdicts(inResult('The guardrail of the balcony is broken'))).toEqual(['tool-error/warning']);
  expect(verdicts(inResult('Content blocked: robots.txt forbids this page'))).toEqual(['tool-error/warning']);
});
