/** One thing a person does in the agent page, and what Hopscope should say about it. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Below the proxy's origin: an MCP endpoint, or the LLM route. */
  readonly path: string;
  /** The credentials the page sends, made from the proxy's key. */
  readonly headers: (key: string) => Readonly<Record<string, string>>;
  /** The tool it calls there, after it connected and listed the tools, as agents do. */
  readonly call?: Call;
  /** On the LLM route: what it asks the model. */
  readonly prompt?: Prompt;
  /** Ids of the rules that fire with the pinned LiteLLM, in any of the scenario's exchanges, alphabetical. */
  readonly expect: readonly string[];
}

export interface Call {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface Prompt {
  readonly text: string;
  /** Alias of the MCP server whose tools the model may use. */
  readonly server: string;
}

const inOwnHeader = (key: string) => ({ 'x-litellm-api-key': `Bearer ${key}` });
const inAuthorization = (key: string) => ({ authorization: `Bearer ${key}` });

/** Every scenario of the agent page, in the order it shows them. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'works',
    title: 'Everything works',
    description: 'Key in x-litellm-api-key, a server that needs no auth.',
    path: '/mcp/everything',
    headers: inOwnHeader,
    call: { tool: 'everything-echo', arguments: { message: 'hello' } },
    expect: ['upstream-without-auth'],
  },
  {
    id: 'service-token',
    title: 'Service token',
    description: 'The gateway adds a token from its configuration.',
    path: '/mcp/service',
    headers: inOwnHeader,
    call: { tool: 'service-whoami', arguments: {} },
    expect: [],
  },
  {
    id: 'slow-tool',
    title: 'Slow tool',
    description: 'A tool that reports progress for four seconds.',
    path: '/mcp/everything',
    headers: inOwnHeader,
    call: { tool: 'everything-trigger-long-running-operation', arguments: { duration: 4, steps: 4 } },
    expect: ['upstream-without-auth'],
  },
  {
    id: 'responses',
    title: 'MCP inside an LLM call',
    description: 'POST /v1/responses; the model calls the tool through the gateway.',
    path: '/v1/responses',
    headers: inAuthorization,
    prompt: { text: 'Say hello with the echo tool.', server: 'everything' },
    expect: [],
  },
  {
    id: 'key-as-authorization',
    title: 'Key in Authorization',
    description: 'The LiteLLM key takes the place of a user token.',
    path: '/mcp/everything',
    headers: inAuthorization,
    call: { tool: 'everything-echo', arguments: { message: 'hello' } },
    expect: ['litellm-key-in-authorization', 'upstream-without-auth'],
  },
  {
    id: 'key-leak',
    title: 'Key leaks to the server',
    description: 'The gateway passes Authorization on, with the LiteLLM key in it.',
    path: '/mcp/delegated',
    headers: inAuthorization,
    call: { tool: 'delegated-echo', arguments: { message: 'hello' } },
    expect: ['litellm-key-leaks-upstream'],
  },
  {
    id: 'key-blocks-oauth',
    title: 'Key blocks OAuth',
    description: 'The LiteLLM key in Authorization, towards an OAuth server.',
    path: '/mcp/guarded',
    headers: inAuthorization,
    expect: ['challenge-not-rfc9728', 'litellm-key-in-authorization', 'oauth-login-required'],
  },
  {
    id: 'oauth-no-token',
    title: 'No user token',
    description: 'An OAuth server, and nobody logged in.',
    path: '/mcp/guarded',
    headers: inOwnHeader,
    expect: ['challenge-not-rfc9728', 'oauth-login-required'],
  },
  {
    id: 'machine-token',
    title: 'Machine token',
    description: 'The gateway logs in as itself, not as the user.',
    path: '/mcp/machine',
    headers: inOwnHeader,
    call: { tool: 'machine-whoami', arguments: {} },
    expect: ['m2m-token-used'],
  },
  {
    id: 'user-token-ignored',
    title: 'User token ignored',
    description: 'The user has a token, the gateway uses its own.',
    path: '/mcp/machine',
    headers: (key) => ({ ...inOwnHeader(key), authorization: 'Bearer throwaway-user-token' }),
    call: { tool: 'machine-whoami', arguments: {} },
    expect: ['m2m-token-used'],
  },
  {
    id: 'wrong-key',
    title: 'Wrong key',
    description: 'A key the gateway does not know.',
    path: '/mcp/everything',
    headers: () => inOwnHeader('sk-throwaway-unknown-key-5678'),
    expect: ['key-unverifiable'],
  },
  {
    id: 'no-key',
    title: 'No key',
    description: 'No credential at all.',
    path: '/mcp/everything',
    headers: () => ({}),
    expect: ['key-missing'],
  },
  {
    id: 'unknown-alias',
    title: 'Unknown server',
    description: 'A server name the gateway does not have.',
    path: '/nowhere/mcp',
    headers: inOwnHeader,
    expect: ['server-alias-unknown'],
  },
  {
    id: 'unknown-alias-empty',
    title: 'Unknown server, no error',
    description: 'The same in the other form of the URL, which answers with an empty list.',
    path: '/mcp/nowhere',
    headers: inOwnHeader,
    expect: ['auth-label-unreliable', 'server-name-unmatched'],
  },
  {
    id: 'wrong-path',
    title: 'Wrong path',
    description: 'A URL the gateway does not have.',
    path: '/servers/everything',
    headers: inOwnHeader,
    expect: ['path-unknown'],
  },
  {
    id: 'aggregate',
    title: 'All servers at once',
    description: 'The aggregate /mcp endpoint, with some servers failing.',
    path: '/mcp',
    headers: inOwnHeader,
    expect: ['auth-label-unreliable', 'upstream-auth-required', 'upstream-unreachable'],
  },
  {
    id: 'server-down',
    title: 'Server down',
    description: 'Nobody listens where the gateway looks for the server.',
    path: '/mcp/down',
    headers: inOwnHeader,
    expect: ['upstream-unreachable', 'upstream-without-auth'],
  },
  {
    id: 'expired-token',
    title: 'Expired service token',
    description: 'The server no longer takes the gateway’s token.',
    path: '/mcp/expired',
    headers: inOwnHeader,
    expect: ['upstream-auth-required'],
  },
  {
    id: 'tool-fails',
    title: 'Tool fails',
    description: 'The server runs the tool, and the tool fails.',
    path: '/mcp/everything',
    headers: inOwnHeader,
    call: {
      tool: 'everything-get-resource-reference',
      arguments: { resourceType: 'Text', resourceId: -1 },
    },
    expect: ['tool-error', 'upstream-without-auth'],
  },
  {
    id: 'missing-tool',
    title: 'Missing tool',
    description: 'A tool the server does not have.',
    path: '/mcp/everything',
    headers: inOwnHeader,
    call: { tool: 'everything-translate', arguments: { text: 'hello' } },
    expect: ['tool-not-found', 'upstream-without-auth'],
  },
];
