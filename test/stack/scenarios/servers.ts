import { inOwnHeader, type Scenario } from './scenario.ts';

/** How the gateway logs in to an MCP server, and servers that do not answer as they should. */
export const SERVERS: readonly Scenario[] = [
  {
    id: 'works',
    title: 'Everything works',
    description: 'Key in x-litellm-api-key, a server that needs no auth.',
    play: (agent) =>
      agent.useServer('/mcp/everything', inOwnHeader(agent), {
        tool: 'everything-echo',
        arguments: { message: 'hello' },
      }),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'service-token',
    title: 'Service token',
    description: 'The gateway adds a token from its configuration.',
    play: (agent) =>
      agent.useServer('/mcp/service', inOwnHeader(agent), { tool: 'service-whoami', arguments: {} }),
    expect: [],
  },
  {
    id: 'machine-token',
    title: 'Machine token',
    description: 'The gateway logs in as itself, not as the user.',
    play: (agent) =>
      agent.useServer('/mcp/machine', inOwnHeader(agent), { tool: 'machine-whoami', arguments: {} }),
    expect: ['m2m-token-used'],
  },
  {
    id: 'user-token-ignored',
    title: 'User token ignored',
    description: 'The user has a token, the gateway uses its own.',
    play: (agent) =>
      agent.useServer(
        '/mcp/machine',
        { ...inOwnHeader(agent), authorization: 'Bearer throwaway-user-token' },
        { tool: 'machine-whoami', arguments: {} },
      ),
    expect: ['m2m-token-used'],
  },
  {
    id: 'oauth-no-token',
    title: 'No user token',
    description: 'An OAuth server, and nobody logged in.',
    play: (agent) => agent.useServer('/mcp/guarded', inOwnHeader(agent)),
    expect: ['challenge-not-rfc9728', 'oauth-login-required'],
  },
  {
    id: 'server-down',
    title: 'Server down',
    description: 'Nobody listens where the gateway looks for the server.',
    play: (agent) => agent.useServer('/mcp/down', inOwnHeader(agent)),
    expect: ['upstream-unreachable', 'upstream-without-auth'],
  },
  {
    id: 'expired-token',
    title: 'Expired service token',
    description: 'The server no longer takes the gateway’s token.',
    play: (agent) => agent.useServer('/mcp/expired', inOwnHeader(agent)),
    expect: ['upstream-auth-required'],
  },
  {
    id: 'aggregate',
    title: 'All servers at once',
    description: 'The aggregate /mcp endpoint, with some servers failing.',
    play: (agent) => agent.useServer('/mcp', inOwnHeader(agent)),
    expect: ['auth-label-unreliable', 'upstream-auth-required', 'upstream-unreachable'],
  },
];
