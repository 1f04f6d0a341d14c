import { type Agent, asMcp, inOwnHeader, post, rpc, type Scenario } from './scenario.ts';

const listWith = (headers: Readonly<Record<string, string>>) => (agent: Agent) =>
  agent.send('/mcp/everything', { ...asMcp, ...inOwnHeader(agent), ...headers }, { body: rpc('tools/list') });

/** Requests that are not MCP as the gateway expects it. */
export const PROTOCOL: readonly Scenario[] = [
  {
    id: 'bad-json',
    title: 'Broken JSON',
    description: 'A body that ends too early.',
    play: (agent) => post(agent, '/mcp/everything', '{"jsonrpc":"2.0","id":1,"method":'),
    expect: ['request-invalid', 'upstream-without-auth'],
  },
  {
    id: 'not-json-rpc',
    title: 'No JSON-RPC',
    description: 'JSON that is no JSON-RPC message.',
    play: (agent) => post(agent, '/mcp/everything', { tool: 'echo', message: 'hello' }),
    expect: ['request-invalid', 'upstream-without-auth'],
  },
  {
    id: 'unknown-method',
    title: 'Unknown method',
    description: 'A method that MCP does not have.',
    play: (agent) => post(agent, '/mcp/everything', rpc('tools/search')),
    expect: ['request-invalid', 'upstream-without-auth'],
  },
  {
    id: 'batch',
    title: 'Several requests at once',
    description: 'A batch, which MCP had in 2025-03-26 only.',
    play: (agent) => post(agent, '/mcp/everything', [rpc('ping'), { ...rpc('tools/list'), id: 2 }]),
    expect: ['request-invalid', 'upstream-without-auth'],
  },
  {
    id: 'accept-incomplete',
    title: 'Incomplete Accept header',
    description: 'The client accepts JSON and no event stream.',
    play: listWith({ accept: 'application/json' }),
    expect: ['accept-header-incomplete', 'upstream-without-auth'],
  },
  {
    id: 'new-version',
    title: 'Newest protocol version',
    description: 'A version the gateway does not speak yet.',
    play: listWith({ 'mcp-protocol-version': '2026-07-28' }),
    expect: ['protocol-version-unsupported', 'upstream-without-auth'],
  },
  {
    id: 'ancient-version',
    title: 'Version that never was',
    description: 'A version nobody speaks.',
    play: listWith({ 'mcp-protocol-version': '1999-01-01' }),
    expect: ['protocol-version-unsupported', 'upstream-without-auth'],
  },
  {
    id: 'version-probe',
    title: 'Probe for the newest version',
    description: 'The client asks with server/discover, then falls back to initialize.',
    play: async (agent) => {
      const headers = { ...asMcp, ...inOwnHeader(agent), 'mcp-protocol-version': '2026-07-28' };
      const version = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
      const probe = rpc('server/discover', { _meta: version });
      await agent.send('/mcp/everything', headers, { body: probe }).catch(() => undefined);
      return agent.useServer('/mcp/everything', inOwnHeader(agent));
    },
    expect: ['protocol-version-unsupported', 'upstream-without-auth'],
  },
  {
    id: 'made-up-session',
    title: 'Unknown session',
    description: 'A session id the gateway never gave out.',
    play: listWith({ 'mcp-session-id': '0123456789abcdef0123456789abcdef' }),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'notification',
    title: 'A notification alone',
    description: 'Nothing that wants an answer.',
    play: (agent) => post(agent, '/mcp/everything', { jsonrpc: '2.0', method: 'notifications/initialized' }),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'same-id-twice',
    title: 'The same id twice',
    description: 'Two requests at once that share their id.',
    play: async (agent) => {
      const lists = [0, 1].map(() => post(agent, '/mcp/everything', rpc('tools/list')));
      return (await Promise.all(lists)).join(' ');
    },
    expect: ['upstream-without-auth'],
  },
];
