import { asMcp, inAuthorization, inOwnHeader, type Scenario } from './scenario.ts';

const listTools = { body: { jsonrpc: '2.0', id: 1, method: 'tools/list' } };

/** What stands between the browser and the gateway: CORS, redirects, reverse proxies. */
export const NETWORK: readonly Scenario[] = [
  {
    id: 'behind-ingress',
    title: 'Through a reverse proxy',
    description: 'A reverse proxy that passes everything on, and lets the page read the session’s id.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/exposed`, inOwnHeader(agent)),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'service-worker',
    title: 'From a service worker',
    description:
      'Between two requests of the page, its service worker sends one, which debug mode does not reach.',
    play: async (agent) => {
      const headers = { ...inOwnHeader(agent), ...asMcp };
      await agent.send('/mcp/everything', headers, listTools);
      await agent.sendFromWorker('/mcp/everything', headers, listTools);
      return agent.send('/mcp/everything', headers, listTools);
    },
    expect: ['debug-not-covered', 'upstream-without-auth'],
  },
  {
    id: 'gateway-down',
    title: 'Gateway down',
    description: 'Nobody listens at the gateway’s address.',
    play: (agent) => agent.useServer(`${agent.nowhere}/mcp/everything`, inOwnHeader(agent)),
    expect: ['gateway-unreachable'],
  },
  {
    id: 'redirected',
    title: 'Redirect to another origin',
    description: 'The ingress redirects to LiteLLM’s own port. This key survives it.',
    play: (agent) => agent.send(`${agent.front}/mcp/moved`, { ...inOwnHeader(agent), ...asMcp }, listTools),
    expect: ['redirect-drops-auth', 'upstream-without-auth'],
  },
  {
    id: 'redirect-loses-key',
    title: 'Redirect loses the key',
    description: 'The browser drops Authorization when it follows a redirect to another origin.',
    play: (agent) =>
      agent.send(`${agent.front}/mcp/elsewhere`, { ...inAuthorization(agent), ...asMcp }, listTools),
    expect: ['redirect-drops-auth'],
  },
  {
    id: 'key-stripped',
    title: 'Key stripped on the way',
    description: 'The page sends the key twice; the ingress does not pass x-litellm-api-key on.',
    play: (agent) =>
      agent.useServer(`${agent.front}/mcp/keyless`, { ...inOwnHeader(agent), ...inAuthorization(agent) }),
    expect: ['auth-header-stripped', 'litellm-key-in-authorization', 'upstream-without-auth'],
  },
  {
    id: 'only-key-stripped',
    title: 'The only key stripped on the way',
    description: 'The same, from a page that sends the key in x-litellm-api-key alone.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/keyless`, inOwnHeader(agent)),
    expect: ['gateway-exception'],
  },
  {
    id: 'token-stripped',
    title: 'Token stripped on the way',
    description: 'The ingress removes Authorization, so the user’s token does not arrive.',
    play: (agent) =>
      agent.useServer(`${agent.front}/mcp/tokenless`, {
        ...inOwnHeader(agent),
        authorization: 'Bearer throwaway-user-token',
      }),
    expect: ['auth-header-stripped', 'upstream-without-auth'],
  },
  {
    id: 'preflight-refused',
    title: 'Preflight refused',
    description: 'The ingress does not take OPTIONS.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/preflightless`, inOwnHeader(agent)),
    expect: ['failure-unexplained', 'preflight-refused'],
  },
  {
    id: 'preflight-narrow',
    title: 'Header not allowed',
    description: 'The ingress’s CORS answer does not list x-litellm-api-key.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/narrow`, inOwnHeader(agent)),
    expect: ['failure-unexplained', 'preflight-refused'],
  },
  {
    id: 'hidden-by-cors',
    title: 'Answer hidden from the page',
    description: 'The preflight is fine, the answer itself allows no origin.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/hidden`, inOwnHeader(agent)),
    expect: ['response-hidden-by-cors', 'upstream-without-auth'],
  },
  {
    id: 'sign-in-page',
    title: 'Sign-in page instead of MCP',
    description: 'The ingress answers every call with a page, and status 200.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/signin`, inOwnHeader(agent)),
    expect: ['endpoint-not-mcp'],
  },
  {
    id: 'bad-gateway',
    title: 'Bad gateway',
    description: 'The ingress does not reach LiteLLM.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/badgateway`, inOwnHeader(agent)),
    expect: ['edge-failed', 'response-hidden-by-cors'],
  },
  {
    id: 'challenge-dropped',
    title: 'Challenge dropped',
    description: 'The ingress removes WWW-Authenticate, so the client does not learn where to log in.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/challengeless`, inOwnHeader(agent)),
    expect: ['challenge-missing'],
  },
  {
    id: 'debug-headers-dropped',
    title: 'Debug headers dropped',
    description: 'The ingress removes LiteLLM’s debug headers from answers.',
    play: (agent) => agent.useServer(`${agent.front}/mcp/debugless`, inOwnHeader(agent)),
    expect: [],
  },
];
