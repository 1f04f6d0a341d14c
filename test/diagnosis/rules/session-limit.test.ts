import { expect, it } from 'vitest';
import { CLIENT_HEADERS, inspect, verdicts } from '../../har-entry.ts';
import { inRpc } from '../../said-in.ts';

const refused = (message: string, status = 429) => ({
  requestHeaders: CLIENT_HEADERS,
  status,
  received: { error: { message } },
});

it('fires on LiteLLM’s words, with LiteLLM’s limit', () => {
  const { findings } = inspect(refused('Too many active MCP sessions for this caller'));
  expect(findings).toMatchObject([{ rule: 'session-limit', hop: 'gateway' }]);
  expect(findings[0]?.why).toContain('a hundred sessions');
});

it.each([
  ['a 503', refused('Too many open sessions', 503)],
  ['a JSON-RPC error', inRpc(-32000, 'Too many sessions')],
  ['another wording', inRpc(-32000, 'Maximum concurrent sessions reached')],
])('fires on %s of a server, without LiteLLM’s limit', (_what, parts) => {
  const [finding] = inspect(parts).findings;
  expect(finding).toMatchObject({
    rule: 'session-limit',
    title: 'The MCP server has no room for another session',
  });
  expect(finding?.why).not.toContain('a hundred');
});

it('is quiet about another 429', () => {
  expect(verdicts(refused('Rate limit exceeded')).join()).not.toContain('session-limit');
});
