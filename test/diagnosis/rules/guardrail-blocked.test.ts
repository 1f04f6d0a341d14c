import { expect, it } from 'vitest';
import { inspect, type Parts, verdicts } from '../../har-entry.ts';
import { inBody, inModelStream, inProxyError, inRest, inResult, inRpc } from '../../said-in.ts';

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

/** What guardrails of other makers say, as LiteLLM hands it on. */
const OF_OTHERS = [
  'Violated guardrail policy',
  'Violated Lasso guardrail policy',
  'Violated Azure Prompt Shield guardrail policy',
  'Violated OpenAI moderation policy',
  'Violated content safety policy',
  'Content blocked by Model Armor',
  'Violated tool policy',
  'Violated jailbreak threshold',
  'Violated prompt_injection threshold',
  'Blocked by Gray Swan Guardrail',
  'Blocked by Prompt Security, Violations: secrets',
  'Blocked by Singulr, Blocking due to secrets',
  'Request blocked by Onyx Guard. Violations: secrets.',
];

const CARRIERS: readonly (readonly [string, (words: string) => Parts])[] = [
  ['detail', (error) => inBody(400, { error, vendor_response: { action: 'block' } })],
  ['REST', (error) => inRest(400, { error })],
  [
    'an exception whose message is an object',
    (error) => ({
      ...inBody(400, ''),
      received: { error: { message: { error }, type: 'None', param: 'None', code: '400' } },
    }),
  ],
  [
    'a dictionary of Python in a tool’s result',
    (error) => inResult(`Error: {'error': '${error}', 'vendor_response': 'Sorry.'}`),
  ],
  ['a tool’s result', (error) => inResult(`Error: ${error}`)],
  ['a model’s stream', (error) => inModelStream({ type: 'mcp_gateway_error', error: { message: error } })],
];

it.each(CARRIERS)('knows guardrails of other makers in %s', (_what, carrier) => {
  expect(OF_OTHERS.filter((words) => verdicts(carrier(words)).join() !== 'guardrail-blocked/error')).toEqual(
    [],
  );
});

/** What they say where they could not look. */
const FAILED = [
  'Bedrock guardrail throttle retries exhausted',
  'RepelloAI Argus guardrail unreachable',
  'Cisco AI Defense guardrail unavailable',
  'XecGuard API unreachable (block_on_error=True): boom',
  'LLM Shield Proxy is unreachable; blocking the request.',
];

it.each(CARRIERS)('tells a guardrail that failed from one that blocked, in %s', (_what, carrier) => {
  for (const words of FAILED)
    expect(inspect(carrier(words)).findings, words).toMatchObject([
      { rule: 'guardrail-blocked', title: expect.stringContaining('failed') },
    ]);
});

it('names the guardrail that LiteLLM puts beside whatever it says', () => {
  const named = { guardrail_name: 'no-secrets', guardrail_mode: 'pre_mcp_call' };
  const words = "Error: {'error': 'a key', 'guardrail_name': 'no-secrets', 'guardrail_mode': 'pre_mcp_call'}";
  for (const parts of [
    inRest(400, { error: 'a key', ...named }),
    inBody(403, { error: 'a key', ...named }),
    inResult(words),
  ]) {
    expect(inspect(parts).findings[0]?.title).toBe(
      'A guardrail of the gateway blocked this call: “no-secrets”',
    );
  }
});

it.each([
  'You violated our content policy',
  'The page says: Violated guardrail policy',
  'The page says: Bedrock guardrail failed: boom',
  'You were blocked by Prompt Security, it says',
  '{"guardrail_name": "x", "guardrail_mode": "y"}',
])('leaves a tool’s own words to its rule: %s', (text) => {
  expect(verdicts(inResult(text))).toEqual(['tool-error/warning']);
});
