/** What LiteLLM says, as its source has it (1.81 to 1.110.2), and which words of it are somebody's own. */
export interface Sentence {
  readonly says: string;
  /** What may be left out of it: a key's hash, a person, a team or a group, an address that nothing else shows. */
  readonly own?: readonly string[];
}

const HASH = 'a'.repeat(3) + '94f0c1d2e3b4a5968778695a4b3c2d1e0f11223344556677889900aabbccdde'.slice(0, 61);

/** Each of LiteLLM's sentences once. */
export const SENTENCES: readonly Sentence[] = [
  { says: 'Every MCP server in scope failed to list tools' },
  {
    says: 'Upstream MCP SSE event exceeded the 67108864 byte per-event limit. Paginate tools/list responses so each event stays below the limit.',
  },
  { says: 'Operation unavailable on /mcp/proxy' },
  { says: 'Tool everything-echo is unavailable on /mcp/proxy' },
  { says: 'Unknown or unauthorized tool_id' },
  {
    says: "MCP server 'everything2' is not available to this key: the key is bound to agent 'helper_v2'",
    own: ['helper_v2'],
  },
  {
    says: "MCP access group 'group2' is not available to this key: the key is bound to agent 'helper'",
    own: ['group2'],
  },
  {
    says: "MCP client 'claude-code' (from header 'x-client-name') is not listed in this gateway's mcp_allowed_clients.",
  },
  {
    says: "The request has no 'x-client-name' header naming the client application. This gateway only admits client applications listed in mcp_allowed_clients.",
  },
  {
    says: "The JWT presented has no 'azp' claim naming the client application. This gateway only admits client applications listed in mcp_allowed_clients.",
  },
  { says: 'oauth_principal_mismatch' },
  { says: 'oauth_identity_binding_failed' },
  { says: 'token_validation_failed' },
  { says: 'MCP server configuration changed; retry the operation' },
  { says: 'MCP server configuration could not be refreshed' },
  { says: 'OAuth metadata discovery changed repeatedly; retry shortly' },
  { says: 'User policy is unavailable' },
  { says: 'The cursor is not valid; start a fresh listing' },
  { says: 'guardrail_violation' },
  { says: 'blocked_pii_entity' },
  { says: 'missing_user_env_vars' },
  { says: 'Sign in through LiteLLM SSO so the gateway captures one.' },
  { says: 'upstream authentication required (HTTP 401)' },
  { says: 'upstream returned HTTP 503' },
  { says: 'Guardrail violation - presidio-pre2' },
  { says: 'Blocked PII entity detected - US_SSN' },
  {
    says: 'Tool echo_v2 is not in the pinned tool list for server everything2. Contact proxy admin to re-pin this server.',
  },
  { says: 'Tool echo_v2 is unavailable after MCP guardrail checks for server everything2.' },
  { says: 'Tool echo_v2 is not allowed for server everything2. Contact proxy admin to allow this tool.' },
  { says: "Tool 'echo_v2' is not allowed for your key/team on server everything2. Contact proxy admin." },
  { says: 'User not allowed to call this tool.' },
  { says: 'mcp-session-id was terminated by an administrator. Send initialize to start a new session.' },
  { says: 'MCP prompts are disabled on this gateway' },
  { says: 'Caller subscription limit reached' },
  { says: 'Upstream subscription limit reached' },
  {
    says: `Budget has been exceeded! Key=${HASH} Current cost: 12.3456789, Max budget: 10.5`,
    own: [`Key=${HASH}`, '12.3456789', '10.5'],
  },
  {
    says: 'ExceededBudget: User=u-4711 over budget. Spend=2.5, Budget=1.5',
    own: ['User=u-4711', 'Spend=2.5', 'Budget=1.5'],
  },
  {
    says: `Rate limit exceeded for api_key: ${HASH}. Limit type: requests. Current limit: 250000, Remaining: 0. Limit resets at: 2026-11-28 12:00:00 UTC`,
    own: [HASH, `${HASH}.`],
  },
  {
    says: 'Rate limit exceeded for mcp_server: everything2. Limit type: requests. Current limit: 2, Remaining: 0. Limit resets at: 2026-11-28 12:00:00 UTC',
  },
  { says: 'Max parallel request limit reached. Please raise max_parallel_requests.' },
  {
    says: 'This gateway requires an explicit MCP server scope: connect to /mcp/<server_name> or send the x-mcp-servers header.',
  },
  { says: 'mcp_server_scope_required' },
  { says: 'Invalid Origin header' },
  { says: 'Multiple Authorization headers are not allowed' },
  { says: 'Missing or invalid subject token. Authenticate with your identity provider.' },
  { says: 'Invalid or expired credential' },
  { says: "Toolset 'tools2' not found" },
  { says: "Requests made with this agent's key must include the x-litellm-trace-id header." },
  {
    says: "Team 'team2' requires a trace ID on every LLM, MCP and agent request. Send an x-litellm-trace-id header.",
    own: ['team2'],
  },
  { says: "No MCP server, toolset, or access group in 'everything2,notes2' resolved to a known target" },
  { says: 'Tool mcp_tool_search requires mcp_tool_search_enabled on the key' },
  { says: 'MCP continuation target is no longer authorized' },
  { says: 'MCP continuation target changed; start a fresh request' },
  { says: 'OAuth client belongs to a different issuer; register a new client' },
  { says: 'CIMD requires a stable HTTPS PROXY_BASE_URL' },
  { says: 'application_type must be native or web' },
  { says: 'server_not_oauth2' },
  { says: 'Server misconfigured: mcp_session_token_signing has no key' },
  { says: 'url_credentials_not_allowed' },
  { says: 'Authenticate with the gateway to use the MCP endpoint.' },
  { says: 'Authentication Error, Invalid proxy server token passed.' },
  { says: 'No connected db.' },
  { says: 'MCP request failed' },
  { says: 'The key is not allowed to access server everything2' },
  {
    says: "Parameters ['message'] are not allowed for tool echo. Allowed parameters: ['language']. Contact proxy admin to allow these parameters.",
  },
];
