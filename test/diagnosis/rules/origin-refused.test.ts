import { expect, it } from 'vitest';
import { CLIENT_HEADERS, inspect, type Parts, sentFrom, verdicts } from '../../har-entry.ts';
import { inBody, inProxyError, inRpc, inText } from '../../said-in.ts';

const fromPage = (parts: Parts) =>
  sentFrom('http://agent.test', { requestHeaders: CLIENT_HEADERS, ...parts });

it.each<[string, Parts]>([
  ['LiteLLM’s words', inProxyError(403, 'Invalid Origin header')],
  ['an SDK’s words', inText(403, 'Forbidden: cross-origin request detected from Sec-Fetch-Site header')],
  ['a host name that is not on the list', inText(421, 'Invalid Host header')],
  [
    'a JSON-RPC error',
    {
      ...inRpc(-32000, 'Invalid Origin: http://agent.test is not an allowed. Origin not allowed'),
      status: 403,
    },
  ],
])('fires on %s', (_what, parts) => {
  const { findings } = inspect(fromPage(parts));
  expect(findings).toMatchObject([{ rule: 'origin-refused', level: 'error', hop: 'client-to-gateway' }]);
  expect(findings[0]?.why).toContain('not CORS');
  expect(findings[0]?.fix.operator?.text).toContain('http://agent.test');
});

it('is quiet on a 421 without words, which is about a host name', () => {
  expect(verdicts(fromPage({ status: 421, received: '' }))).toEqual(['failure-unexplained/error']);
});

it('leaves a 403 about permission to its rule', () => {
  const detail = 'The key is not allowed to access the requested MCP servers: nowhere';
  expect(verdicts(fromPage(inBody(403, detail)))).toEqual(['key-not-permitted/error']);
});
