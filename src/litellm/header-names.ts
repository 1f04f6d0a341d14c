import type { Meaning } from '../exchange/exchange.ts';

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

/** What LiteLLM says of a response besides, which an operator needs and which is no secret (common_request_processing.py). */
export const READABLE: readonly string[] = [
  'x-litellm-applied-guardrails',
  'x-litellm-attempted-fallbacks',
  'x-litellm-attempted-retries',
  'x-litellm-call-id',
  'x-litellm-max-fallbacks',
  'x-litellm-overhead-duration-ms',
  'x-litellm-response-cost',
  'x-litellm-response-duration-ms',
];

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
