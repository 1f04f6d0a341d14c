import {
  type Agent,
  asMcp,
  inAuthorization,
  inOwnHeader,
  type Prompt,
  post,
  rpc,
  type Scenario,
  whileMoody,
} from './scenario.ts';

const LIST = rpc('tools/list');

const askMessages =
  (server: string, options: Partial<Prompt> = {}) =>
  (agent: Agent) =>
    agent.ask('/v1/messages', inAuthorization(agent), {
      text: 'Say hello with the echo tool.',
      server,
      ...options,
    });

const inMood = (mood: string, request: object) => (agent: Agent) =>
  whileMoody(agent, mood, () => post(agent, '/mcp/moody', request, 12_000));

const CALL_MOODY = rpc('tools/call', { name: 'moody-echo', arguments: {} });

const REVISION = '2026-07-28';

/** What each request of that revision says about its client (MCP 2026-07-28, Basic). */
const ABOUT = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': REVISION,
    'io.modelcontextprotocol/clientInfo': { name: 'demo-agent', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  },
};

/** A request of MCP 2026-07-28, to the gateway that speaks it. */
const newest = (
  agent: Agent,
  method: string,
  params: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> =>
  agent.send(
    `${agent.policies}/mcp/everything`,
    {
      ...asMcp,
      'x-litellm-api-key': 'Bearer sk-throwaway-key-good',
      'x-mcp-client': 'demo-agent',
      'mcp-protocol-version': REVISION,
      'mcp-method': method,
      ...headers,
    },
    { body: rpc(method, params) },
  );

const CALL = { name: 'everything-echo', arguments: { message: 'hello' }, ...ABOUT };

/** What LiteLLM 1.110 has that older ones don't, and how it says what they said otherwise. */
export const RECENT: readonly Scenario[] = [
  {
    id: 'newest-revision',
    title: 'MCP 2026-07-28',
    description: 'Discovers, lists and calls by the newest revision, on a gateway that has it switched on.',
    play: async (agent) => {
      await newest(agent, 'server/discover', ABOUT);
      await newest(agent, 'tools/list', ABOUT);
      return newest(agent, 'tools/call', CALL, { 'mcp-name': 'everything-echo' });
    },
    expect: ['upstream-without-auth'],
  },
  {
    id: 'mirror-mismatch',
    title: 'Header that contradicts the body',
    description: 'Mcp-Name names another tool than the body.',
    play: (agent) => newest(agent, 'tools/call', CALL, { 'mcp-name': 'everything-add' }),
    expect: ['mirror-header-mismatch'],
  },
  {
    id: 'meta-missing',
    title: 'Request without its client',
    description: 'The newest revision wants a request to say what its client can do.',
    play: (agent) => newest(agent, 'tools/list', {}),
    expect: ['request-invalid'],
  },
  {
    id: 'continuation-unknown',
    title: 'Unknown continuation',
    description: 'A call goes on with a state that the gateway never gave out.',
    play: (agent) =>
      newest(
        agent,
        'tools/call',
        { ...CALL, requestState: 'of-another-gateway', inputResponses: {} },
        { 'mcp-name': 'everything-echo' },
      ),
    expect: ['continuation-refused'],
  },
  {
    id: 'cursor-unknown',
    title: 'Unknown cursor',
    description: 'The next page of a list that the gateway does not know.',
    play: (agent) => post(agent, '/mcp/everything', rpc('tools/list', { cursor: 'bm90LWEtY3Vyc29y' })),
    expect: ['list-cursor-expired'],
  },
  {
    id: 'tool-search',
    title: 'Tools by search',
    description: '/mcp/proxy offers tools that find and call the others.',
    play: (agent) => post(agent, '/mcp/proxy', LIST),
    expect: [],
  },
  {
    id: 'tool-search-bypassed',
    title: 'Search bypassed',
    description: '/mcp/proxy does not run a server’s tool by its own name.',
    play: (agent) =>
      post(
        agent,
        '/mcp/proxy',
        rpc('tools/call', { name: 'everything-echo', arguments: { message: 'hello' } }),
      ),
    expect: ['capability-disabled'],
  },
  {
    id: 'tool-search-resources',
    title: 'No resources by search',
    description: '/mcp/proxy has tools and nothing else.',
    play: (agent) => post(agent, '/mcp/proxy', rpc('resources/read', { uri: 'demo://resource/1' })),
    expect: ['capability-disabled'],
  },
  {
    id: 'servers-some-unknown',
    title: 'One of two servers unknown',
    description: '/everything,nowhere/mcp answers for the one it has.',
    play: (agent) => post(agent, '/everything,nowhere/mcp', LIST),
    expect: ['upstream-without-auth'],
  },
  {
    id: 'servers-all-unknown',
    title: 'Both servers unknown',
    description: '/nowhere,nobody/mcp',
    play: (agent) => post(agent, '/nowhere,nobody/mcp', LIST),
    expect: ['server-alias-unknown'],
  },
  {
    id: 'toolset-unknown',
    title: 'Toolset without a database',
    description: '/toolset/nothing/mcp, on a gateway that has nowhere to keep toolsets.',
    play: (agent) => post(agent, '/toolset/nothing/mcp', LIST),
    expect: ['gateway-misconfigured'],
  },
  {
    id: 'authorization-twice',
    title: 'Authorization twice',
    description: 'The ingress sends an Authorization of its own beside the user’s.',
    play: (agent) =>
      agent.send(
        `${agent.front}/mcp/doubled`,
        { ...asMcp, ...inOwnHeader(agent), authorization: `Bearer ${agent.userToken}` },
        { body: LIST },
      ),
    expect: ['authorization-duplicated'],
  },
  {
    id: 'server-throttles',
    title: 'Server’s rate limit',
    description: 'The server answers 429 to a list, which LiteLLM tries again.',
    play: inMood('throttle', LIST),
    expect: ['rate-limited', 'upstream-without-auth'],
  },
  {
    id: 'call-throttled',
    title: 'Server’s rate limit in a call',
    description: 'The server answers 429 to a call.',
    play: inMood('throttle?on=tools/call', CALL_MOODY),
    expect: ['rate-limited', 'upstream-without-auth'],
  },
  {
    id: 'call-challenged',
    title: 'Server wants a token for a call',
    description: 'The server lists its tools to everybody, and answers a call with 401.',
    play: inMood('challenge?on=tools/call', CALL_MOODY),
    expect: ['upstream-auth-required', 'upstream-without-auth'],
  },
  {
    id: 'call-html',
    title: 'A page instead of a result',
    description: 'The server answers a call with HTML.',
    play: inMood('html?on=tools/call', CALL_MOODY),
    expect: ['upstream-error', 'upstream-without-auth'],
  },
  {
    id: 'messages',
    title: 'MCP inside Anthropic’s Messages',
    description: 'POST /v1/messages; the model calls the tool through the gateway.',
    play: askMessages('everything'),
    expect: [],
  },
  {
    id: 'messages-stream',
    title: 'Messages as a stream',
    description: 'The same with stream: true.',
    play: askMessages('everything', { stream: true }),
    expect: [],
  },
  {
    id: 'messages-tool-fails',
    title: 'Tool fails inside Messages',
    description: 'The server breaks when the model calls its tool.',
    play: (agent) =>
      whileMoody(agent, 'fail?on=tools/call', () => askMessages('moody', { patience: 12_000 })(agent)),
    expect: [],
  },
  {
    id: 'messages-unknown-server',
    title: 'Unknown server in Messages',
    description: 'server_label names no server.',
    play: askMessages('nowhere', { patience: 8000 }),
    expect: ['key-not-permitted'],
  },
  {
    id: 'messages-server-down',
    title: 'Server down inside Messages',
    description: 'Nobody listens where the gateway looks for the server.',
    play: askMessages('down', { patience: 8000 }),
    expect: [],
  },
];
