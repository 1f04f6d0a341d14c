/** Who answered a request. `unknown` where nothing on the wire says it. */
export const PARTIES = [
  'browser',
  'edge',
  'gateway',
  'server',
  'authorization-server',
  'tool',
  'unknown',
] as const;
export type Party = (typeof PARTIES)[number];

/** What stood in the way. One state of the world each, whoever says so and in whatever words. */
export const REASONS = [
  'account',
  'accept',
  'auth',
  'authorization-doubled',
  'bot-check',
  'budget',
  'capability',
  'changed',
  'client',
  'client-issuer',
  'configuration',
  'continuation',
  'cors',
  'crash',
  'cursor',
  'database',
  'disabled',
  'elicitation',
  'grant',
  'guardrail',
  'header-mismatch',
  'issuer',
  'login-request',
  'login-state',
  'login-wall',
  'media-type',
  'method',
  'network',
  'no-login',
  'not-found',
  'origin',
  'parameters',
  'permission',
  'rate',
  'redirect',
  'redirect-uri',
  'scope',
  'session',
  'session-limit',
  'setup',
  'size',
  'subscription',
  'timeout',
  'token',
  'token-scope',
  'tool-name',
  'tool-not-found',
  'trace-id',
  'unknown',
  'unreachable',
  'version',
  'withheld',
] as const;
export type Reason = (typeof REASONS)[number];

/** What a refusal came in. */
export type Carrier =
  | 'http'
  | 'json-rpc'
  | 'tool-result'
  | 'list-outcome'
  | 'rest'
  | 'llm-event'
  | 'oauth-error'
  | 'net-error';

/** Something on the wire by which an answer is somebody's. */
export interface Mark {
  /** The response header that it is; absent where the status or the body is the mark. */
  readonly header?: string;
  /** One line: `cf-mitigated: challenge`, `HTML where JSON is due`. */
  readonly quote: string;
}

/** One thing that was not done, as one answer says it. */
export interface Refusal {
  readonly by: Party;
  /** The product, where a mark names it: `Cloudflare`, `nginx`. */
  readonly product?: string;
  readonly reason: Reason;
  readonly carrier: Carrier;
  /** As they came, masked, one line; '' where nothing was said. */
  readonly words: string;
  /** The HTTP status, the JSON-RPC code or the OAuth error code, as text. */
  readonly code: string;
  /** What a JSON-RPC error says beside its message (JSON-RPC 2.0 section 5.1). */
  readonly data?: unknown;
  /** What the words name: a limit, a server, an URL, by the phrase's own names for them. */
  readonly names: Readonly<Record<string, string>>;
  /** Seconds to wait, where the answer says so (RFC 9110 section 10.2.3). */
  readonly retryAfter?: number;
  /** By what `by` is known; empty where it goes by the words. */
  readonly marks: readonly Mark[];
  /** False where words or marks fit others as well. */
  readonly certain: boolean;
}
