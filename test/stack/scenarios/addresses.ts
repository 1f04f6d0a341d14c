import { type Agent, asMcp, inOwnHeader, post, rpc, type Scenario, use } from './scenario.ts';

/** Sends no body, and gives up after two seconds. */
const bodiless =
  (method: string, address: string, headers: Readonly<Record<string, string>>) => (agent: Agent) =>
    agent.send(address, { ...headers, ...inOwnHeader(agent) }, { method, patience: 2000 });

const forStream = { accept: 'text/event-stream' };

/** URLs that name no server. */
export const ADDRESSES: readonly Scenario[] = [
  {
    id: 'unknown-alias',
    title: 'Unknown server',
    description: 'A server name the gateway does not have.',
    play: use('/nowhere/mcp'),
    expect: ['server-alias-unknown'],
  },
  {
    id: 'unknown-alias-empty',
    title: 'Unknown server, no error',
    description: 'The same in the other form of the URL, which answers with an empty list.',
    play: use('/mcp/nowhere'),
    expect: ['auth-label-unreliable', 'server-name-unmatched'],
  },
  {
    id: 'wrong-path',
    title: 'Wrong path',
    description: 'A URL the gateway does not have.',
    play: use('/servers/everything'),
    expect: ['path-unknown'],
  },
  {
    id: 'two-servers',
    title: 'Two servers in one URL',
    description: '/everything,service/mcp lists the tools of both.',
    play: use('/everything,service/mcp'),
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
    play: bodiless('GET', '/sse', forStream),
    expect: ['path-unknown'],
  },
  {
    id: 'get-stream',
    title: 'A stream for the server’s own messages',
    description: 'GET on the endpoint, without a session.',
    play: bodiless('GET', '/mcp/everything', forStream),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'end-session',
    title: 'Ending no session',
    description: 'DELETE on the endpoint, without a session.',
    play: bodiless('DELETE', '/mcp/everything', asMcp),
    expect: ['get-stream-refused', 'upstream-without-auth'],
  },
];
