import { type Agent, asMcp, inOwnHeader, rpc, type Scenario, whileMoody } from './scenario.ts';

const through =
  (path: string, body: object = rpc('tools/list')) =>
  (agent: Agent) =>
    agent.send(`${agent.edge}${path}`, { ...asMcp, ...inOwnHeader(agent) }, { body });

/** What a real nginx says in the gateway’s place, of which the page can read nothing. */
export const EDGE: readonly Scenario[] = [
  {
    id: 'nginx-too-large',
    title: 'nginx: body too large',
    description: 'client_max_body_size is smaller than the call.',
    play: through(
      '/small/everything',
      rpc('tools/call', { name: 'everything-echo', arguments: { message: 'hello '.repeat(200) } }),
    ),
    expect: ['body-too-large', 'response-hidden-by-cors'],
  },
  {
    id: 'nginx-times-out',
    title: 'nginx: time is up',
    description: 'proxy_read_timeout is shorter than the server takes.',
    play: (agent) => whileMoody(agent, 'hang', () => through('/hasty/moody')(agent)),
    expect: ['edge-timeout', 'response-hidden-by-cors'],
  },
  {
    id: 'nginx-rate',
    title: 'nginx: rate limit',
    description: 'limit_req lets one call a minute through.',
    play: async (agent) => {
      await through('/rationed/everything')(agent);
      return through('/rationed/everything')(agent);
    },
    expect: ['rate-limited', 'response-hidden-by-cors', 'upstream-without-auth'],
  },
  {
    id: 'nginx-denies',
    title: 'nginx: access denied',
    description: 'deny all, for every method but OPTIONS.',
    play: through('/denied/everything'),
    expect: ['edge-refused', 'response-hidden-by-cors'],
  },
  {
    id: 'nginx-login-wall',
    title: 'nginx: sign-in',
    description: 'An access proxy sends the call to its sign-in page.',
    play: through('/walled/mcp/everything'),
    expect: ['edge-login-wall', 'response-hidden-by-cors'],
  },
];
