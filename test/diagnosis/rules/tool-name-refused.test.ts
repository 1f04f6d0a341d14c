import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inModelStream, inProxyError, inResult } from '../../said-in.ts';

const openai =
  "litellm.BadRequestError: OpenAIException - Invalid 'tools[0].name': string too long. Expected a string with maximum length 64, but got a string with length 71 instead.";
const anthropic =
  "litellm.BadRequestError: AnthropicException - tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'";
const prompt = inModelStream({});

it.each([
  ['OpenAI’s words', { ...prompt, ...inProxyError(400, openai), receivedType: 'application/json' }],
  ['Anthropic’s words', { ...prompt, ...inProxyError(400, anthropic), receivedType: 'application/json' }],
  ['a model’s stream', inModelStream({ type: 'error', error: { message: openai } })],
])('fires on %s', (_what, parts) => {
  const findings = inspect(parts).findings.filter(({ level }) => level === 'error');
  expect(findings).toMatchObject([{ rule: 'tool-name-refused', hop: 'gateway' }]);
});

it('is quiet about other parameters that are too long, and about tools that say so', () => {
  const other = "litellm.BadRequestError: OpenAIException - Invalid 'user': string too long.";
  const parts = { ...prompt, ...inProxyError(400, other), receivedType: 'application/json' };
  expect(verdicts(parts).join()).not.toContain('tool-name-refused');
  expect(verdicts(inResult(openai))).toEqual(['tool-error/warning']);
});
