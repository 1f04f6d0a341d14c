import { describe, expect, it } from 'vitest';
import { allServersUrl } from '../../src/diagnosis/commands.ts';
import { createInspector } from '../../src/inspect.ts';
import { type Route, routeOf } from '../../src/litellm/routes.ts';
import { debugHeaders, entry, GATEWAY, inspect, refused, rpc, toolCall, verdicts } from '../har-entry.ts';

const exchangeTo = (path: string) => inspect({ url: GATEWAY + path }).exchange;

const routeTo = (path: string): Route | undefined => routeOf(exchangeTo(path));

const SIXTEEN = Array.from({ length: 16 }, (_, number) => `server_${number}`);

/** Every endpoint of LiteLLM's, and the servers that it names. */
const ENDPOINTS: readonly (readonly [path: string, form: Route['form'], servers: readonly string[]])[] = [
  ['/mcp', 'mcp', []],
  ['/mcp/', 'mcp', []],
  ['/mcp/github', 'mcp', ['github']],
  ['/github/mcp', 'mcp', ['github']],
  ['/mcp/github,jira', 'mcp', ['github', 'jira']],
  ['/github,jira/mcp', 'mcp', ['github', 'jira']],
  ['/github%2Cjira/mcp', 'mcp', ['github', 'jira']],
  [`/${SIXTEEN.join(',')}/mcp`, 'mcp', SIXTEEN],
  ['/toolset/mine/mcp', 'mcp', ['mine']],
  ['/admin/mcp', 'mcp', []],
  ['/mcp/proxy', 'mcp-proxy', []],
  ['/mcp/proxy/', 'mcp-proxy', []],
  ['/mcp-rest/tools/list', 'mcp-rest', []],
  ['/mcp-rest/tools/call', 'mcp-rest', []],
  ['/v1/mcp/server', 'management', []],
  ['/v1/mcp/server/health', 'management', []],
  ['/v1/mcp/server/4f1a', 'management', []],
  ['/v1/mcp/tools', 'management', []],
  ['/sse', 'sse', []],
  ['/mcp/sse', 'sse', []],
  ['/github/sse', 'sse', ['github']],
  ['/github/mcp/sse', 'sse', ['github']],
  ['/v1/responses', 'llm', []],
  ['/v1/chat/completions', 'llm', []],
  ['/chat/completions', 'llm', []],
  ['/v1/messages', 'llm', []],
];

const ROOTS = ['', '/litellm', '/api/v1', '/llm-gateway', '/team-a/litellm', '/ai_gateway'];

describe.each(ROOTS)('a proxy below “%s”', (root) => {
  // Nothing says whose a `v1` before `/chat` is.
  const endpoints = ENDPOINTS.filter(([path]) => root !== '/api/v1' || path !== '/chat/completions');

  it.each(endpoints)(`${root}%s is %s`, (path, form, servers) => {
    const route = routeTo(root + path);
    expect({ form: route?.form, servers: route?.servers, root: route?.root }).toEqual({
      form,
      servers,
      root,
    });
    expect(allServersUrl(exchangeTo(root + path))).toBe(`${GATEWAY}${root}/mcp`);
  });
});

it.each([
  ['/acme/mcp/github', '/acme', ['github']],
  ['/acme/github/mcp', '/acme', ['github']],
  ['/acme/mcp-rest/tools/list', '/acme', []],
  ['/acme/v1/mcp/server', '/acme', []],
  ['/acme/v1/responses', '/acme', []],
  ['/openai/v1/chat/completions', '', []],
])('%s is below “%s”, which no list knows', (path, root, servers) => {
  expect(routeTo(path)).toMatchObject({ root, servers });
});

it.each([
  ['/.well-known/oauth-protected-resource', []],
  ['/.well-known/oauth-protected-resource/mcp', []],
  ['/.well-known/oauth-protected-resource/mcp/github', ['github']],
  ['/.well-known/oauth-protected-resource/github/mcp', ['github']],
  ['/.well-known/oauth-protected-resource/toolset/mine/mcp', ['mine']],
  ['/.well-known/oauth-protected-resource/mcp/proxy', []],
  ['/.well-known/oauth-protected-resource/litellm/mcp', []],
  ['/.well-known/oauth-protected-resource/litellm/mcp/github', ['github']],
  ['/.well-known/oauth-authorization-server/github', ['github']],
  ['/litellm/.well-known/oauth-authorization-server/mcp/github', ['github']],
  ['/litellm/.well-known/oauth-protected-resource/github/mcp', ['github']],
])('metadata at %s is about %j', (path, servers) => {
  expect(routeTo(path)).toMatchObject({ form: 'metadata', servers });
});

it.each([
  '/',
  '/mcp-proxy',
  '/v2/messages',
  '/messages',
  '/completions',
  '/v1/mcp',
  '/servers/mcpx',
  '/ssed',
])('%s is no route of the proxy but for what it says', (path) => {
  expect(routeTo(path)?.form).toBe(path === '/v1/mcp' ? 'mcp' : undefined);
});

describe('the endpoint of three fixed tools', () => {
  const url = `${GATEWAY}/mcp/proxy`;

  it.each(['search_tools', 'get_tool_schema', 'call_tool'])('names no server when it calls %s', (tool) => {
    const { servers, findings } = inspect({
      url,
      sent: toolCall(tool, { tool_id: 'github-search' }),
      received: { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text: '[]' }] } },
      responseHeaders: debugHeaders({ 'outbound-url': '(unknown)' }),
    });
    expect(servers).toBeUndefined();
    expect(findings.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('is not taken for an alias that LiteLLM does not know', () => {
    const empty = {
      received: { jsonrpc: '2.0', id: 1, result: { tools: [] } },
      responseHeaders: debugHeaders({ 'outbound-url': '(unknown)' }),
    };
    expect(verdicts({ url, sent: rpc('tools/list'), ...empty }).join()).not.toContain(
      'server-name-unmatched',
    );
    expect(verdicts({ url: `${GATEWAY}/mcp/prox`, ...empty }).join()).toContain('server-name-unmatched');
  });

  it('says which operations it has not', () => {
    const said = refused(-32601, 'Operation unavailable on /mcp/proxy');
    expect(verdicts({ url, sent: rpc('prompts/list'), ...said }).join()).toContain('capability-disabled');
  });
});

it('is a gateway’s, whatever port the URL repeats', () => {
  const inspector = createInspector();
  const [one, other] = ['https://gw.example/mcp', 'https://gw.example:443/mcp'].map((url) =>
    inspector.add(entry({ url })),
  );
  expect(one?.route?.origin).toBe(other?.route?.origin);
});
