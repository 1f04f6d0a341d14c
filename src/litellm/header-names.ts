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
