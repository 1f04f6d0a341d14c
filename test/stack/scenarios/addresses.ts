import { asMcp, inOwnHeader, post, rpc, type Scenario } from './scenario.ts';

/** URLs that name no server. */
export const ADDRESSES: readonly Scenario[] = [
  {
    id: 'unknown-alias',
    title: 'Unknown server',
    description: 'A server name the gateway does not have.',
    play: (agent) => agent.useServer('/nowhere/mcp', inOwnHeader(agent)),
    expect: ['server-alias-unknown'],
  },
  {
    id: 'unknown-alias-empty',
    title: 'Unknown server, no error',
    description: 'The same in the other form of the URL, which answers with an empty list.',
    play: (agent) => agent.useServer('/mcp/nowhere', inOwnHeader(agent)),
    expect: ['auth-label-unreliable', 'server-name-unmatched'],
  },
  {
    id: 'wrong-path',
    title: 'Wrong path',
    description: 'A URL the gateway does not have.',
    play: (agent) => agent.useServer('/servers/everything', inOwnHeader(agent)),
    expect: ['path-unknown'],
  },
  {
    id: 'two-servers',
    title: 'Two servers in one URL',
    description: '/everything,service/mcp lists the tools of both.',
    play: (agent) => agent.useServer('/everything,service/mcp', inOwnHeader(agent)),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'not-mcp',
    title: 'A page, not MCP',
    description: 'MCP sent to the gateway’s front page.',
    play: (agent) => post(agent, '/', rpc('tools/list')),
    expect: ['endpoint-not-mcp'],
  },
  {
    id: 'legacy-stream',
    title: 'The old transport',
    description: 'An event stream at /sse, as clients of 2024 open it.',
    play: (agent) =>
      agent.send(
        '/sse',
        { ...inOwnHeader(agent), accept: 'text/event-stream' },
        { method: 'GET', patience: 2000 },
      ),
    expect: ['path-unknown'],
  },
  {
    id: 'get-stream',
    title: 'A stream for the server’s own messages',
    description: 'GET on the endpoint, without a session.',
    play: (agent) =>
      agent.send(
        '/mcp/everything',
        { ...inOwnHeader(agent), accept: 'text/event-stream' },
        { method: 'GET', patience: 2000 },
      ),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'end-session',
    title: 'Ending no session',
    description: 'DELETE on the endpoint, without a session.',
    play: (agent) =>
      agent.send(
        '/mcp/everything',
        { ...asMcp, ...inOwnHeader(agent) },
        { method: 'DELETE', patience: 2000 },
      ),
    expect: ['get-stream-refused', 'upstream-without-auth'],
  },
];
