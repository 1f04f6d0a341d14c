import type { Meaning } from '../exchange/exchange.ts';
import type { HeaderForm } from '../exchange/headers.ts';

/**
 * The proxy's header names (litellm/proxy/_experimental/mcp_server/mcp_debug.py, auth/user_api_key_auth_mcp.py), and those
 * that forks of it have instead.
 */

/** Asks for the debug headers; the value must be `true`, `1` or `yes`. */
export const DEBUG_REQUEST_HEADER = 'x-litellm-mcp-debug';

/** Begins every debug header of a response. */
export const DEBUG_RESPONSE_PREFIX = 'x-mcp-debug-';

/** Holds the gateway's key and leaves Authorization free for OAuth. */
export const KEY_HEADER = 'x-litellm-api-key';

/**
 * What LiteLLM says besides, which an operator needs and which is neither a secret nor about a person or money
 * (common_request_processing.py, callback_utils.py, add_retry_fallback_headers.py; 1.110), by the form of the values.
 */
const READABLE: Partial<Readonly<Record<HeaderForm, string>>> = {
  names: `adaptive-router-model applied-guardrails applied-policies fastest_response_batch_completion model-group model-name model-region
    rate-limiter-version request-prioritization-used semantic-filter upstream-model version`,
  quota: `attempted-fallbacks attempted-retries callback-duration-ms keepalive-seconds key-rpm-limit key-tpm-limit max-fallbacks max-retries
    num-retries overhead-duration-ms priority response-duration-ms saturation semantic-similarity stream-timeout timeout
    timing-llm-api-ms timing-message-copy-ms timing-post-processing-ms timing-pre-processing-ms total-timeout total-tokens`,
  'request-id': 'call-id guardrail-scan-id model-id trace-id',
};

const FORMS: ReadonlyMap<string, HeaderForm> = new Map(
  Object.entries(READABLE).flatMap(([form, names]) =>
    names.split(/\s+/).map((name) => [`x-litellm-${name}`, form as HeaderForm] as const),
  ),
);

/** What is left of a key's limits, by model. */
const REMAINING = /^x-litellm-key-remaining-(?:requests|tokens)-[\w.-]{1,80}$/;

/**
 * The form of a header of LiteLLM's own that may be read; undefined for every other.
 * @param name lower case
 */
export const readableFormOf = (name: string): HeaderForm | undefined =>
  FORMS.get(name) ?? (REMAINING.test(name) ? 'quota' : undefined);

/** What a proxy calls these three, in lower case. */
export interface HeaderNames {
  readonly debugRequest: string;
  readonly debugPrefix: string;
  readonly key: string;
}

export const LITELLM_NAMES: HeaderNames = {
  debugRequest: DEBUG_REQUEST_HEADER,
  debugPrefix: DEBUG_RESPONSE_PREFIX,
  key: KEY_HEADER,
};

/** Whether a text can be a header's name in lower case, or begin one (RFC 9110 section 5.1). */
export function isHeaderName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~a-z0-9-]{1,100}$/.test(text);
}

const DEBUG_HEADERS = [
  'auth-resolution',
  'auth-resolutions',
  'auth-resolutions-truncated',
  'inbound-auth',
  'oauth2-token',
  'outbound-url',
  'server-auth-type',
];

/** Names of a fork that say by themselves which of LiteLLM's they stand for: no page has `x-acme-debug-inbound-auth` of its own. */
const TELLING = new RegExp(`^x-(?:[a-z0-9]{1,40}-){0,5}debug-(${DEBUG_HEADERS.join('|')})$`);
const TELLING_REQUEST = /^x-[a-z0-9-]{1,60}-mcp-debug$/;

/**
 * Tells LiteLLM's own name of a header that a fork renamed: one of these names, or one that says by itself what it is. Only
 * the headers that LiteLLM has: with a prefix that is too short no other is taken for one.
 */
export function meaningIn({ debugRequest, debugPrefix, key }: HeaderNames): Meaning {
  return (name) => {
    const lower = name.toLowerCase();
    if (lower === DEBUG_REQUEST_HEADER || lower === KEY_HEADER || lower.startsWith(DEBUG_RESPONSE_PREFIX)) {
      return undefined;
    }
    if (lower === debugRequest) return DEBUG_REQUEST_HEADER;
    if (lower === key) return KEY_HEADER;
    const rest = lower.startsWith(debugPrefix) ? lower.slice(debugPrefix.length) : TELLING.exec(lower)?.[1];
    if (rest !== undefined && DEBUG_HEADERS.includes(rest)) return DEBUG_RESPONSE_PREFIX + rest;
    return TELLING_REQUEST.test(lower) ? DEBUG_REQUEST_HEADER : undefined;
  };
}
