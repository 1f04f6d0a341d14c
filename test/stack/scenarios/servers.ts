import { type Agent, inAuthorization, inOwnHeader, post, rpc, type Scenario, use } from './scenario.ts';

/** Asks a server who calls it, with these headers beside the LiteLLM key. */
const whoAmI =
  (server: string, headers: (agent: Agent) => Readonly<Record<string, string>> = () => ({})) =>
  (agent: Agent) =>
    agent.useServer(
      `/mcp/${server}`,
      { ...inOwnHeader(agent), ...headers(agent) },
      { tool: `${server}-whoami`, arguments: {} },
    );

const withUserToken = ({ userToken }: Agent) => ({ authorization: `Bearer ${userToken}` });

const withOwnHeader = (server: string) =>
  whoAmI(server, ({ userToken }) => ({ [`x-mcp-${server}-authorization`]: `Bearer ${userToken}` }));

/** How the gateway logs in to an MCP server, and servers that do not answer as they should. */
export const SERVERS: readonly Scenario[] = [
  {
    id: 'works',
    title: 'Everything works',
    description: 'Key in x-litellm-api-key, a server that needs no auth.',
    play: use('/mcp/everything', 'everything-echo', { message: 'hello' }),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'service-token',
    title: 'Service token',
    description: 'The gateway adds a token from its configuration.',
    play: whoAmI('service'),
    expect: [],
  },
  {
    id: 'machine-token',
    title: 'Machine token',
    description: 'The gateway logs in as itself, not as the user.',
    play: whoAmI('machine'),
    expect: ['m2m-token-used'],
  },
  {
    id: 'user-token-ignored',
    title: 'User token ignored',
    description: 'The user has a token, the gateway uses its own.',
    play: whoAmI('machine', () => ({ authorization: 'Bearer throwaway-user-token' })),
    expect: ['m2m-token-used'],
  },
  {
    id: 'oauth-no-token',
    title: 'No user token',
    description: 'An OAuth server, and nobody logged in.',
    play: use('/mcp/guarded'),
    expect: ['challenge-not-rfc9728', 'oauth-login-required'],
  },
  {
    id: 'server-down',
    title: 'Server down',
    description: 'Nobody listens where the gateway looks for the server.',
    play: use('/mcp/down'),
    expect: ['upstream-unreachable', 'upstream-without-auth'],
  },
  {
    id: 'expired-token',
    title: 'Expired service token',
    description: 'The server no longer takes the gateway’s token.',
    play: use('/mcp/expired'),
    expect: ['upstream-auth-required'],
  },
  {
    id: 'aggregate',
    title: 'All servers at once',
    description: 'The aggregate /mcp endpoint, with some servers failing.',
    play: use('/mcp'),
    expect: ['auth-label-unreliable', 'upstream-auth-required', 'upstream-unreachable'],
  },
  {
    id: 'works-short-url',
    title: 'The other form of the URL',
    description: '/everything/mcp, by plain fetch and without initialize.',
    play: (agent) => post(agent, '/everything/mcp', rpc('tools/list')),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'user-token',
    title: 'User token',
    description: 'The user is logged in, and the gateway passes their token on.',
    play: whoAmI('delegating', withUserToken),
    expect: [],
  },
  {
    id: 'user-token-refused',
    title: 'User token from elsewhere',
    description:
      'A token that did not come through the gateway, which wants to keep the users’ tokens itself.',
    play: (agent) => agent.useServer('/mcp/guarded', { ...inOwnHeader(agent), ...withUserToken(agent) }),
    expect: ['challenge-not-rfc9728', 'client-token-ignored'],
  },
  {
    id: 'server-header',
    title: 'Token in the server’s own header',
    description: 'x-mcp-team_notes-authorization carries the user’s token.',
    play: withOwnHeader('team_notes'),
    expect: [],
  },
  {
    id: 'server-header-service',
    title: 'Own header beside a service token',
    description: 'The same, for a server that the gateway has a token for.',
    play: withOwnHeader('service'),
    expect: [],
  },
  {
    id: 'server-header-machine',
    title: 'Own header beside a machine token',
    description: 'The same, for a server that the gateway logs in to as itself.',
    play: withOwnHeader('machine'),
    expect: [],
  },
  {
    id: 'server-header-oauth',
    title: 'Own header instead of a login',
    description: 'The same, for an OAuth server: the gateway still wants the user to log in.',
    play: withOwnHeader('guarded'),
    expect: ['challenge-not-rfc9728', 'oauth-login-required'],
  },
  {
    id: 'server-header-misnamed',
    title: 'Misspelt server header',
    description: 'The same with a hyphen in the server’s name.',
    play: (agent) =>
      agent.useServer('/mcp/team_notes', {
        ...inOwnHeader(agent),
        'x-mcp-team-notes-authorization': `Bearer ${agent.userToken}`,
      }),
    expect: ['server-header-misnamed', 'upstream-auth-required'],
  },
  {
    id: 'per-request-header',
    title: 'Token in x-mcp-auth',
    description: 'The old header for a user’s token, the same for every server.',
    play: whoAmI('team_notes', ({ userToken }) => ({ 'x-mcp-auth': userToken })),
    expect: [],
  },
  {
    id: 'forwarded-token',
    title: 'Forwarded header',
    description: 'The operator has Authorization passed on to this server.',
    play: whoAmI('forwarded', withUserToken),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'forwarded-key',
    title: 'Forwarded header leaks the key',
    description: 'The same, with the LiteLLM key in Authorization.',
    play: (agent) => agent.useServer('/mcp/forwarded', inAuthorization(agent)),
    expect: ['litellm-key-in-authorization', 'upstream-auth-required', 'upstream-without-auth'],
  },
  {
    id: 'chosen-servers',
    title: 'Some servers at once',
    description: 'x-mcp-servers narrows /mcp to two servers.',
    play: (agent) =>
      agent.useServer('/mcp', { ...inOwnHeader(agent), 'x-mcp-servers': 'everything,service' }),
    expect: ['upstream-without-auth'],
  },
];
