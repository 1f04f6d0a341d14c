/** The proxy's header names (litellm/proxy/_experimental/mcp_server/mcp_debug.py, auth/user_api_key_auth_mcp.py). */

/** Asks for the debug headers; the value must be `true`, `1` or `yes`. */
export const DEBUG_REQUEST_HEADER = 'x-litellm-mcp-debug';

/** Begins every debug header of a response. */
export const DEBUG_RESPONSE_PREFIX = 'x-mcp-debug-';

/** Holds the gateway's key and leaves Authorization free for OAuth. */
export const KEY_HEADER = 'x-litellm-api-key';
