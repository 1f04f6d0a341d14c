import { type Phrase, phrases } from '../phrase.ts';
import type { Carrier } from '../refusal.ts';

const by = 'gateway' as const;

/** What LiteLLM says before it looks at MCP; tools and servers talk of roles and licenses of their own. */
const OF_ROUTES: readonly Carrier[] = ['http', 'rest'];

/** Exceptions of LiteLLM's, whatever they say: looked for last. */
export const LITELLM_EXCEPTIONS: readonly Phrase[] = phrases('litellm/exceptions.py', [
  { reason: 'unknown', by, says: /\blitellm\.(?:[A-Z]\w{1,40})?(?:Error|Exception)\b/ },
]);

/** LiteLLM's own words, 1.81 to 1.110, in whatever they come: an HTTP body, a JSON-RPC error, a tool's result, a REST response. */
export const LITELLM: readonly Phrase[] = [
  ...phrases('litellm/proxy/hooks/parallel_request_limiter_v3.py', [
    {
      reason: 'rate',
      by,
      says: /Rate limit exceeded for (?<whose>[\w-]{1,40}): ?(?<value>[^\s,.]{1,200})(?:[^\n]{0,80}?Limit type: (?<unit>\w{1,30}))?(?:[^\n]{0,40}?Current limit: (?<limit>\d{1,12}))?(?:[^\n]{0,80}?Limit resets at: (?<resets>[\d :+-]{10,40}\w{0,5}))?/,
    },
    {
      reason: 'rate',
      by,
      says: /(?:Max parallel request limit|Crossed TPM ?\/ ?RPM|mcp_rpm_limit|litellm_rate_limit_error|RateLimitType\.)/i,
    },
  ]),
  ...phrases('litellm/proxy/auth/auth_checks.py', [
    {
      reason: 'budget',
      by,
      says: /(?:Budget has been exceeded!|ExceededBudget:|ExceededTokenBudget:)(?: ?(?<whose>\w{1,20})=(?<value>[^\s,]{1,200}))?/,
    },
    {
      reason: 'withheld',
      by,
      says: /Tool\(s\) \['(?<tool>[^'\n]{1,200})'[^\n]{0,400}not in the allowed tools list for this key\/team/,
    },
    {
      reason: 'trace-id',
      by,
      says: /must include the x-litellm-trace-id header|requires a trace ID on every LLM, MCP and agent request/,
    },
  ]),
  ...phrases('litellm/proxy/auth: auth_utils.py, handle_jwt.py, route_checks.py; enterprise route checks', [
    { reason: 'size', by, says: /Request size is too large\. Request size is/, on: OF_ROUTES },
    {
      reason: 'permission',
      by,
      says: /in your JWT's allowed teams|is not in your team memberships|enforce_rbac is set to True|Email domain not allowed\. User email|JWT Key Mapping: No registered mapping|not allowed to call route=/,
      on: OF_ROUTES,
    },
    {
      reason: 'permission',
      by,
      says: /(?<role>not have the required role to (?:call|perform) \/|is an admin only route|\buser not allowed to access this (?:OpenAI )?routes?\b|but you are not a member of any organization|Only proxy admins? can |Admin-only endpoint\. Not allowed|Admin access required to view MCP)/i,
      on: OF_ROUTES,
    },
    {
      reason: 'disabled',
      by,
      says: /(?<routes>LLM API|Management) routes are disabled for this instance/,
      on: OF_ROUTES,
    },
    {
      reason: 'configuration',
      by,
      says: /(?<license>You must be a LiteLLM Enterprise user|JWT Auth is an enterprise only feature|Oauth2 token validation is only available for premium users|Missing litellm-enterprise package|This uses the enterprise folder - only available on the Docker image)/,
      on: OF_ROUTES,
    },
  ]),
  ...phrases('proxy/management_endpoints/mcp_management_endpoints.py', [
    {
      reason: 'not-found',
      by,
      says: /\bMCP server (?:with id )?(?<server>[\w.:-]{1,100}|\[left out\]) not found/i,
      on: ['rest'],
    },
    { reason: 'disabled', by, says: /MCP (?<registry>registry) is not enabled/, on: ['rest'] },
    {
      reason: 'permission',
      by,
      says: /(?<role>not have permission to (?:view|create|update|edit|delete|approve) (?:temporary )?mcp servers?|Restricted virtual keys cannot query)/i,
      on: OF_ROUTES,
    },
  ]),
  ...phrases('proxy/mcp_server/operations.py', [
    {
      reason: 'guardrail',
      by,
      says: /Guardrail violation - (?<guardrail>[^\n]{1,200})|Blocked PII entity detected - (?<entity>[^\n]{1,200})/,
    },
    {
      reason: 'guardrail',
      by,
      says: /Tool call blocked: (?:PII entity (?<entity>[^\n]{1,200})|Guardrail '(?<guardrail>[^'\n]{1,200})')/,
    },
    // Tools say that too, of pages that they fetch.
    {
      reason: 'guardrail',
      by,
      says: /Content blocked: (?<what>[^\n]{1,200})/,
      on: ['http', 'rest', 'json-rpc', 'llm-event'],
    },
    // The content filter's own forms (guardrail_hooks/litellm_content_filter).
    {
      reason: 'guardrail',
      by,
      says: /^isError Error: Content blocked: (?<what>[^\n]{1,200}?) detected\b/,
      on: ['tool-result'],
    },
    {
      reason: 'guardrail',
      by,
      says: /guardrail_violation|blocked_pii_entity|unavailable after MCP guardrail checks/,
    },
    { reason: 'withheld', by, says: /is not in the pinned tool list for server (?<server>[^\s.]{1,100})/ },
    {
      reason: 'withheld',
      by,
      says: /Tool '?(?<tool>[^\s']{1,200})'? is not allowed for server (?<server>[^\s.]{1,100})/,
    },
    { reason: 'withheld', by, says: /requires mcp_tool_search_enabled on the key/ },
    {
      reason: 'permission',
      by,
      says: /User not allowed to (?:call this tool|get this prompt|read this resource)/,
    },
    {
      reason: 'scope',
      by,
      says: /Multiple MCP servers configured; (?<one>read_resource) currently supports exactly one/,
    },
    {
      reason: 'permission',
      by,
      says: /The (?:key|team|user) is not allowed to access the requested MCP servers?(?:: (?<server>[^\s,"]{1,100}))?/,
    },
    {
      reason: 'permission',
      by,
      says: /is not allowed for your (?:key|team)(?:\/team)? on server (?<server>[^\s.]{1,100})/,
    },
    {
      reason: 'permission',
      by,
      says: /is not available to this key: the key is bound to agent '?(?<agent>[^\s',]{1,100})/,
    },
    { reason: 'scope', by, says: /mcp_server_scope_required|requires an explicit MCP server scope/ },
    {
      reason: 'disabled',
      by,
      says: /MCP (?<what>\w{1,30}) are disabled on this gateway|(?:Operation|Tool [^\s]{1,200}) (?:is )?unavailable on \/mcp\/proxy/,
    },
    {
      reason: 'cursor',
      by,
      says: /start a fresh listing|Set the same LITELLM_SALT_KEY on every replica to enable pagination/,
    },
    {
      reason: 'continuation',
      by,
      says: /MCP continuation target (?<what>[^\n;]{1,80})|start a fresh request|LITELLM_SALT_KEY(?! on every replica to enable pagination)/,
    },
    {
      reason: 'not-found',
      by,
      says: /MCP server\b[^'"‘“\n]{0,80}['"‘“](?<server>[^'"’”\n]{0,200})['"’”][^'"‘“\n.]{0,40}not found/i,
      on: ['http', 'rest'],
    },
    {
      reason: 'not-found',
      by,
      says: /No MCP server, toolset, or access group in '(?<server>[^']{1,200})' resolved|Toolset '(?<toolset>[^']{1,200})' not found/,
    },
    // At its own endpoints for logins (discoverable_endpoints.py).
    { reason: 'not-found', by, on: ['oauth-error'], says: /\bMCP server not found\b/ },
    {
      reason: 'changed',
      by,
      says: /MCP server configuration (?:changed; retry|could not be refreshed)|MCP server for tool '[^'\n]{1,200}' is not available; refusing to dispatch|OAuth metadata discovery changed repeatedly|User policy is unavailable/,
    },
    {
      reason: 'configuration',
      by,
      says: /authorization url is not configured|Server misconfigured:|byok_auth_unavailable|per-user env vars require a database connection/,
    },
    { reason: 'permission', by, says: /is not allowed to call this route/ },
    { reason: 'tool-not-found', by, says: /Unknown or unauthorized tool_id/ },
    {
      reason: 'tool-not-found',
      by,
      says: /^isError OpenAPI tool (?<tool>[^\s]{1,200}) not found in registry$/m,
      on: ['tool-result'],
    },
    {
      reason: 'setup',
      by,
      says: /missing_user_env_vars|Set your credentials here|Sign in through LiteLLM SSO|(?<key>byok_auth_required)/i,
    },
  ]),
  ...phrases('litellm/proxy/auth/user_api_key_auth.py', [
    { reason: 'database', by, says: /(?<none>No connected db)/ },
    // What fails while LiteLLM looks a key up comes as a 401, too.
    {
      reason: 'database',
      by,
      says: /Authentication Error, [^\n]{0,80}(?:query engine|database server|connection pool|All connection attempts failed)|"type": ?"no_db_connection"/,
      on: OF_ROUTES,
    },
    {
      reason: 'auth',
      by,
      says: /Authentication Error, (?!No connected db|[^\n]{0,80}(?:query engine|database server|connection pool|All connection attempts failed))|Malformed API Key passed in|Invalid proxy server token|Received API Key =|LiteLLM Virtual Key expected|Authenticate with the gateway to use the MCP endpoint/,
    },
  ]),
  ...phrases('proxy/mcp_server/client_allowlist.py', [
    {
      reason: 'client',
      by,
      says: /MCP client '(?<client>[^']{1,200})' \(from header '(?<header>[^']{1,80})'\) is not listed|The request has no '(?<missing>[^']{1,80})' header naming the client|mcp_allowed_clients/,
    },
  ]),
  ...phrases('proxy/mcp_server/oauth_identity_binding.py', [
    {
      reason: 'account',
      by: 'authorization-server',
      says: /oauth_principal_mismatch|oauth_identity_binding_failed|the signed-in user does not match this connect flow/,
    },
  ]),
  ...phrases('proxy/mcp_server/discoverable_endpoints.py', [
    {
      reason: 'client-issuer',
      by: 'authorization-server',
      says: /OAuth client belongs to a different issuer/,
    },
  ]),
  ...phrases('proxy/mcp_server/auth/user_api_key_auth_mcp.py', [
    { reason: 'authorization-doubled', by, says: /Multiple Authorization headers are not allowed/ },
    { reason: 'auth', by, says: /Missing or invalid subject token/ },
  ]),
  ...phrases('proxy/mcp_server/server.py', [
    { reason: 'origin', by, says: /Invalid Origin header/ },
    { reason: 'crash', by, says: /MCP request failed/ },
    { reason: 'session-limit', by, says: /Too many active MCP sessions|MCP session limit reached/ },
    { reason: 'session', by, says: /mcp-session-id was terminated by an administrator/ },
  ]),
  ...phrases('proxy/mcp_server/subscriptions.py', [
    { reason: 'subscription', by, says: /(?<whose>Caller |Upstream |)[Ss]ubscription limit reached/ },
  ]),
];
