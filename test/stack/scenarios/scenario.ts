/** One thing a person does in the agent page, and what Hopscope should say about it. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /**
   * Runs in the page.
   * @returns what the person asked for, in one line
   * @throws what the MCP client or fetch throws
   */
  play(agent: Agent): Promise<string>;
  /** Ids of the rules that fire with the pinned LiteLLM, in any of the scenario's exchanges, alphabetical. */
  readonly expect: readonly string[];
}

/** What the page can do. Addresses are paths below the proxy's origin, or whole URLs. */
export interface Agent {
  /** The proxy's key, without "Bearer ". */
  readonly key: string;
  /** A user's token for the server `guarded`, without "Bearer ". */
  readonly userToken: string;
  /** Origin of the server `moody`. */
  readonly moody: string;
  /** Connects to an MCP endpoint with the MCP SDK, lists its tools, and calls one where that is asked for. */
  useServer(address: string, headers: Headers, call?: Call): Promise<string>;
  /** Asks the model something, by OpenAI's Responses or Chat Completions API or Anthropic's Messages API, with the tools of an MCP server that the gateway runs itself. */
  ask(address: string, headers: Headers, prompt: Prompt): Promise<string>;
  /**
   * Sends one request by plain fetch, as hand-written clients do, and reads the answer to its end.
   * @returns the answer, as text
   * @throws the status and the start of the answer, when that is no success
   */
  send(address: string, headers: Headers, request: PlainRequest): Promise<string>;
  /** Does what `send` does, from a service worker. */
  sendFromWorker(address: string, headers: Headers, request: PlainRequest): Promise<string>;
  /**
   * Opens a session by plain fetch.
   * @returns its id
   * @throws when the page is not let to read one
   */
  openSession(address: string, headers: Headers): Promise<string>;
  /** Origin of a reverse proxy in front of the proxy (services/front.ts). */
  readonly front: string;
  /** Origin of a gateway that refuses by policy (services/policy-config.ts); '' in the demo. */
  readonly policies: string;
  /** Origin of an nginx in front of the proxy (services/nginx.ts); '' in the demo. */
  readonly edge: string;
  /** An origin where nobody listens. */
  readonly nowhere: string;
  /** Does what `useServer` does, and when the server asks for it logs in by OAuth before. */
  logIn(address: string, headers: Headers, login?: Login): Promise<string>;
}

/** What a client does in a login, where it is not what every client does. */
export interface Login {
  /** The name it registers with; the authorization server of the stack knows some (odd-clients.ts). */
  readonly clientName?: string;
  /** The grants it registers for. */
  readonly grantTypes?: readonly string[];
  /** Where the user is to be sent back to, when that is not the page itself. */
  readonly redirectUrl?: string;
  /** Path of the authorization server's metadata, for a client that does not look for it itself. */
  readonly serverMetadata?: string;
  /**
   * Fetches the authorization URL instead of sending the user there in a frame. The refusals of LiteLLM forbid frames, and the
   * browser records its own error page in their place.
   */
  readonly looksFirst?: boolean;
  /** Parameters that it leaves out of the authorization request. */
  readonly omits?: readonly string[];
  /** Parameters of the token request that it gets wrong. */
  readonly tokenRequest?: Readonly<Record<string, string>>;
  /** Waits with the token until it has expired. */
  readonly waits?: boolean;
  /** Calls without the token that it got. */
  readonly forgets?: boolean;
  readonly call?: Call;
}

export interface PlainRequest {
  /** POST when absent. */
  readonly method?: string;
  /** Sent as it is when it is text, else as JSON. */
  readonly body?: unknown;
  /** Gives up after so many milliseconds. */
  readonly patience?: number | undefined;
}

type Headers = Readonly<Record<string, string>>;

export interface Call {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface Prompt {
  readonly text: string;
  /** Alias of the MCP server whose tools the model may use. */
  readonly server: string;
  /** Whether the answer comes as a stream. */
  readonly stream?: boolean;
  /** OpenAI's `require_approval`; `never` when absent. */
  readonly approval?: string;
  /** Gives up after so many milliseconds. */
  readonly patience?: number | undefined;
}

/** The LiteLLM key where it belongs. */
export const inOwnHeader = ({ key }: Pick<Agent, 'key'>) => ({ 'x-litellm-api-key': `Bearer ${key}` });

/** The LiteLLM key where a user's token belongs. */
export const inAuthorization = ({ key }: Pick<Agent, 'key'>) => ({ authorization: `Bearer ${key}` });

/** Uses a server with the LiteLLM key where it belongs, and calls a tool of it where one is named. */
export const use =
  (address: string, tool?: string, args: Call['arguments'] = {}) =>
  (agent: Agent) =>
    agent.useServer(address, inOwnHeader(agent), tool === undefined ? undefined : { tool, arguments: args });

/** What an MCP client sends with every POST (MCP 2025-06-18, Transports). */
export const asMcp = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

/** A JSON-RPC request. */
export const rpc = (method: string, params: object = {}) => ({ jsonrpc: '2.0', id: 1, method, params });

/** The first request of a session. */
export const INITIALIZE = rpc('initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'demo-agent', version: '1.0.0' },
});

/** Posts to an MCP endpoint by plain fetch, with the LiteLLM key where it belongs. */
export const post = (agent: Agent, address: string, body: unknown, patience?: number) =>
  agent.send(address, { ...asMcp, ...inOwnHeader(agent) }, { body, patience });

/**
 * Does something while the server `moody` behaves badly.
 * @param mood one of services/moods.ts; `?on=METHOD` behind it limits it to one JSON-RPC method
 */
export async function whileMoody<T>(agent: Agent, mood: string, action: () => Promise<T>): Promise<T> {
  const become = (next: string) => agent.send(`${agent.moody}/mood/${next}`, {}, { method: 'GET' });
  await become(mood);
  try {
    return await action();
  } finally {
    await become('well');
  }
}
