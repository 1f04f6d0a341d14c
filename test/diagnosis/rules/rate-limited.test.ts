import { expect, it } from 'vitest';
import { debugHeaders, inspect, type Parts, verdicts } from '../../har-entry.ts';
import { inBody, inModelStream, inProxyError, inRest, inResult, inRpc, inText } from '../../said-in.ts';

const sentence =
  'Rate limit exceeded for mcp_server: github. Limit type: requests. Current limit: 2, Remaining: 0. Limit resets at: 2026-11-28 12:00:00 UTC';

it.each<[string, Parts]>([
  ['a 429', inProxyError(429, sentence)],
  ['a JSON-RPC error', inRpc(-32603, sentence)],
  ['a tool’s result', inResult(`Error: ${sentence}`)],
  ['the REST routes', inRest(429, sentence)],
  ['a model’s stream', inModelStream({ type: 'error', error: { message: sentence, code: '429' } })],
])('fires on LiteLLM’s words in %s', (_what, parts) => {
  const findings = inspect(parts).findings.filter(({ level }) => level === 'error');
  expect(findings).toMatchObject([{ rule: 'rate-limited', hop: 'gateway' }]);
  expect(findings[0]?.title).toContain(': 2 a minute');
  expect(findings[0]?.why).toContain('for mcp server');
  expect(findings[0]?.why).toContain('It resets at 2026-11-28 12:00:00 UTC.');
});

it.each<[string, Parts, string, string]>([
  ['nobody that is known', { status: 429, received: '' }, 'client-to-gateway', '127.0.0.1:4000'],
  ['a server behind', inBody(429, 'slow down'), 'client-to-gateway', '127.0.0.1:4000'],
  [
    'a CDN',
    { ...inText(429, '<html>slow down</html>', 'text/html'), responseHeaders: { server: 'cloudflare' } },
    'client-to-gateway',
    'Cloudflare',
  ],
  [
    'LiteLLM, by its headers',
    { status: 429, received: '', responseHeaders: { 'x-litellm-version': '1.110.2' } },
    'gateway',
    'LiteLLM',
  ],
  [
    'the MCP server, as a gateway says',
    { status: 429, received: '', responseHeaders: { 'x-gram-proxy-response': '1' } },
    'gateway-to-server',
    'The MCP server',
  ],
])('takes a bare 429 for the limit of %s', (_whose, parts, hop, who) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'rate-limited', level: 'error', hop }]);
  expect(findings[0]?.title).toBe(`${who} limits how often this may be called`);
});

it('says how long to wait, where the answer does', () => {
  const [finding] = inspect({ status: 429, received: '', responseHeaders: { 'retry-after': '30' } }).findings;
  expect(finding?.why).toContain('30 seconds');
  expect(finding?.fix.user?.text).toContain('Wait 30 seconds');
});

it('leaves budgets and sessions to their rules', () => {
  const budget = 'Budget has been exceeded! Key=bot-key Current cost: 0.5, Max budget: 0.1';
  expect(verdicts(inProxyError(429, budget))).toEqual(['budget-exceeded/error']);
  expect(verdicts(inProxyError(429, 'Too many active MCP sessions for this caller'))).toEqual([
    'session-limit/error',
  ]);
});

it('is quiet about a tool that talks of limits and succeeds', () => {
  expect(verdicts({ received: { jsonrpc: '2.0', id: 1, result: { tools: [{ name: sentence }] } } })).toEqual(
    [],
  );
});

const outcomes = (all: object): Parts => ({
  received: { jsonrpc: '2.0', id: 1, result: { tools: [], _meta: { 'litellm.ai/server_outcomes': all } } },
});
const throttled = { moody: { status: 'upstream_error', http_status: 429 } };

it.each<[string, Parts, string]>([
  ['a list, by the server', outcomes(throttled), 'error gateway-to-server'],
  [
    'a list, beside a server that works',
    outcomes({ ...throttled, other: { status: 'ok', tool_count: 1 } }),
    'warning gateway-to-server',
  ],
  ['a list, by the gateway', outcomes({ moody: { status: 'rate_limited' } }), 'error gateway'],
  [
    'a call, by the server',
    {
      ...inResult(
        "HTTPStatusError: Client error '429 Too Many Requests' for url 'http://127.0.0.1:9000/mcp'",
      ),
      responseHeaders: debugHeaders({ 'outbound-url': 'http://127.0.0.1:9000/mcp' }),
    },
    'error gateway-to-server',
  ],
])('fires on what LiteLLM tells of a limit in %s, and nothing else does', (_what, parts, expected) => {
  const found = inspect(parts).findings.filter(({ level }) => level !== 'info');
  expect(found.map(({ rule, level, hop }) => `${rule} ${level} ${hop}`)).toEqual([
    `rate-limited ${expected}`,
  ]);
});
