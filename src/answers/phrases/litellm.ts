import { everywhere, OUTSIDE_RESULTS, type Phrase, phrases } from '../phrase.ts';

const by = 'gateway' as const;

/** Exceptions of LiteLLM's, whatever they say: looked for last. */
export const LITELLM_EXCEPTIONS: readonly Phrase[] = phrases('litellm/exceptions.py', [
  { reason: 'unknown', by, says: /\blitellm\.(?:[A-Z]\w{1,40})?(?:Error|Exception)\b/ },
]);

/** LiteLLM's own words about MCP, 1.81 to 1.110, in whatever they come: an HTTP body, a JSON-RPC error, a tool's result, a REST response. */
export const LITELLM: readonly Phrase[] = [
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
      says: /^isError Error: Content blocked: (?<what>[^\n]{1,200}?) (?:detected\b|cannot be (?:scanned|mapped|merged|redacted)|matched a masking rule|exceed the maximum nesting depth)/,
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
      says: /Multiple MCP servers configured; (?<one>read_resource) currently supports exactly one|Resource (?<subscribed>subscriptions) require exactly one allowed server/,
    },
    {
      reason: 'permission',
      by,
      says: /The (?:key|team|user) is not allowed to access the requested MCP servers?(?:: (?<server>[^\s,"]{1,100}))?/,
    },
    {
      reason: 'permission',
      by,
      says: /The key has no MCP servers granted|API key is scoped to no MCP servers|API key does not have access to (?:this )?toolset|No authorized MCP subscription targets|Subscription caller changed/,
      on: OUTSIDE_RESULTS,
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
      says: /MCP (?<what>\w{1,30}) are disabled on this gateway|(?<asked>Elicitation|Sampling|Roots) (?:is|are) disabled for this MCP server|(?:Operation|Tool [^\s]{1,200}) (?:is )?unavailable on \/mcp\/proxy/,
    },
    {
      reason: 'cursor',
      by,
      says: /start a fresh listing|Pagination state exceeds|Set the same LITELLM_SALT_KEY on every replica to enable pagination/,
    },
    {
      reason: 'continuation',
      by,
      says: /MCP continuation target (?<what>[^\n;]{1,80})|start a fresh request|LITELLM_SALT_KEY(?! on every replica to enable pagination)/,
    },
    {
      reason: 'continuation',
      by,
      says: /(?<identity>MCP continuations require an authenticated caller)|(?:Input responses|Modern elicitation) requires? a (?:gateway )?continuation|Cannot replace gateway input responses/,
      on: OUTSIDE_RESULTS,
    },
    {
      reason: 'version',
      by,
      says: /(?<newer>Continuations|Subscriptions) require the modern MCP protocol/,
      on: OUTSIDE_RESULTS,
    },
    {
      reason: 'elicitation',
      by,
      says: /^isError Error: upstream tool returned an input_required interim result/,
      on: ['tool-result'],
    },
    // The server asked, and hands the refusal on.
    {
      reason: 'capability',
      by,
      says: /^(?:isError (?:Error[^\n:]{0,200}: )?|-\d{5} )Downstream client (?:has not advertised|does not support) (?:\w{1,10} )?elicitation/,
      on: ['tool-result', 'json-rpc'],
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
      says: /MCP server configuration (?:changed; retry|could not be refreshed)|MCP server for tool '[^'\n]{1,200}' is not available; refusing to dispatch|OAuth metadata discovery changed repeatedly|(?:User|Access group|Agent (?:MCP|tool)) policy is unavailable|Subscription authorization or upstream configuration changed|MCP configuration while stored state is unavailable/,
    },
    {
      reason: 'changed',
      by,
      says: /(?<ended>Upstream subscription ended; listen again|Subscription ended before completion|Legacy notification buffer overflow)/,
      on: ['json-rpc'],
    },
    {
      reason: 'configuration',
      by,
      says: /Server misconfigured:|byok_auth_unavailable|per-user env vars require a database connection/,
    },
    ...everywhere(
      'configuration',
      /(?<stdio>stdio MCP servers are disabled on this proxy|MCP stdio command '[^'\n]{1,200}' is not in the allowlist)/,
    ),
    { reason: 'tool-not-found', by, says: /Unknown or unauthorized tool_id/ },
    ...everywhere('tool-not-found', /Unknown MCP proxy tool: (?<tool>[^\s]{1,200})/),
    {
      reason: 'parameters',
      by,
      says: /^isError Error: Request arguments are required$/m,
      on: ['tool-result'],
    },
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
  ...phrases('proxy/mcp_server/client_allowlist.py', [
    {
      reason: 'client',
      by,
      says: /MCP client '(?<client>[^']{1,200})' \(from header '(?<header>[^']{1,80})'\) is not listed|The request has no '(?<missing>[^']{1,80})' header naming the client|mcp_allowed_clients/,
    },
  ]),
  ...phrases('proxy/mcp_server/auth/user_api_key_auth_mcp.py', [
    { reason: 'authorization-doubled', by, says: /Multiple Authorization headers are not allowed/ },
    { reason: 'auth', by, says: /Missing or invalid subject token/, on: OUTSIDE_RESULTS },
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
