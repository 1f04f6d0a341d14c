import { describe, expect, it } from 'vitest';
import { PHRASES } from '../../src/answers/phrasebook.ts';
import type { Carrier, Party, Reason } from '../../src/answers/refusal.ts';
import type { Inspected } from '../../src/inspect.ts';
import { exported, rulesOf } from '../exported.ts';
import { GATEWAY, inspect, listed, type Parts } from '../har-entry.ts';
import { inModelStream, inProxyError, inRest, inResult, inRpc, inText } from '../said-in.ts';

/** A sentence as somebody says it, and what it has to be read as. A new phrase costs its row, and a line here. */
interface Said {
  readonly says: string;
  readonly reason: Reason;
  readonly by: Party;
  readonly names?: Readonly<Record<string, string>>;
  /** An HTTP body where left out. */
  readonly on?: Carrier;
  /** Its status, or the JSON-RPC or OAuth code. */
  readonly code?: string;
}

const gateway = (reason: Reason, says: string, names?: Said['names']): Said => ({
  says,
  reason,
  by: 'gateway',
  ...(names ? { names } : {}),
});
const result = (reason: Reason, says: string, names?: Said['names']): Said => ({
  ...gateway(reason, says, names),
  on: 'tool-result',
});
const inLogin = (reason: Reason, says: string, more: Partial<Said> = {}): Said => ({
  says,
  reason,
  by: 'gateway',
  on: 'oauth-error',
  code: 'invalid_request',
  ...more,
});
const either = (reason: Reason, says: string, more: Partial<Said> = {}): Said => ({
  says,
  reason,
  by: 'unknown',
  ...more,
});
const edge = (reason: Reason, code: string, says: string): Said => ({ says, reason, by: 'edge', code });

const LITELLM: readonly Said[] = [
  gateway(
    'rate',
    'Rate limit exceeded for mcp_server: github. Limit type: requests. Current limit: 2, Remaining: 0. Limit resets at: 2026-11-28 12:00:00 UTC',
    {
      whose: 'mcp_server',
      value: 'github',
      unit: 'requests',
      limit: '2',
      resets: '2026-11-28 12:00:00 UTC',
    },
  ),
  gateway('rate', 'Max parallel request limit reached. Please raise max_parallel_requests.'),
  gateway('rate', 'Crossed TPM / RPM limit for this key'),
  gateway('budget', 'Budget has been exceeded! Key=bot-key Current cost: 0.5, Max budget: 0.1', {
    whose: 'Key',
    value: 'bot-key',
  }),
  gateway('budget', 'ExceededBudget: User=alice over budget. Spend=2.0, Budget=1.0', {
    whose: 'User',
    value: 'alice',
  }),
  gateway('budget', 'ExceededTokenBudget: Current spend for token: 7.2e-05; Max Budget for Token: 2e-07'),
  gateway('withheld', "Tool(s) ['github-delete_repo'] are not in the allowed tools list for this key/team.", {
    tool: 'github-delete_repo',
  }),
  gateway('size', 'Request size is too large. Request size is 4.2 MB. Max size is 4 MB'),
  gateway(
    'permission',
    "Team 'team-b' from x-litellm-team-id header is not in your JWT's allowed teams. Allowed teams: []",
  ),
  gateway(
    'permission',
    'No user or team id found in token. enforce_rbac is set to True. Token must belong to a proxy admin, team, or user.',
  ),
  gateway('permission', "JWT Key Mapping: No registered mapping for sub='u'. Access denied."),
  gateway('permission', 'user not allowed to access this route, role= internal_user. Trying to access: /x', {
    role: 'user not allowed to access this route',
  }),
  gateway('permission', 'Admin access required to view MCP server submissions.', {
    role: 'Admin access required to view MCP',
  }),
  gateway(
    'permission',
    'User does not have permission to create mcp servers. You can only create mcp servers if you are a PROXY_ADMIN.',
    { role: 'not have permission to create mcp servers' },
  ),
  gateway('disabled', 'LLM API routes are disabled for this instance.', { routes: 'LLM API' }),
  gateway('disabled', 'Management routes are disabled for this instance.', { routes: 'Management' }),
  gateway(
    'configuration',
    'You must be a LiteLLM Enterprise user to use this feature. If you have a license please set `LITELLM_LICENSE` in your env.',
    { license: 'You must be a LiteLLM Enterprise user' },
  ),
  gateway('guardrail', 'Violated guardrail policy'),
  gateway('guardrail', 'Violated Azure Prompt Shield guardrail policy'),
  gateway('guardrail', 'Violated OpenAI moderation policy'),
  gateway('guardrail', 'Violated content safety policy'),
  gateway('guardrail', 'Bedrock guardrail failed: I cannot respond to requests with personal data.'),
  gateway('guardrail', 'Violated prompt_injection threshold'),
  gateway('guardrail', 'Response blocked by Model Armor'),
  gateway('guardrail', 'Guardrail raised an exception, Guardrail: no-secrets, Message: a key was found', {
    guardrail: 'no-secrets',
  }),
  gateway('guardrail', 'Blocked entity detected: EMAIL_ADDRESS by Guardrail: pii.', {
    entity: 'EMAIL_ADDRESS',
  }),
  {
    says: '{"error": "stopped", "guardrail_name": "no-secrets", "guardrail_mode": "pre_mcp_call"}',
    reason: 'guardrail',
    by: 'gateway',
    on: 'json-rpc',
    code: '-32603',
    names: { guardrail: 'no-secrets' },
  },
  {
    says: "Error: {'error': 'Violated guardrail policy', 'guardrail_name': 'no-secrets', 'guardrail_mode': 'during_mcp_call'}",
    reason: 'guardrail',
    by: 'gateway',
    on: 'tool-result',
    names: { guardrail: 'no-secrets' },
  },
  {
    says: 'Error: Content blocked by Model Armor',
    reason: 'guardrail',
    by: 'gateway',
    on: 'tool-result',
  },
  gateway('trace-id', "Requests made with this agent's key must include the x-litellm-trace-id header."),
  gateway(
    'trace-id',
    "Team 't' requires a trace ID on every LLM, MCP and agent request. Send an x-litellm-trace-id header.",
  ),
  gateway('guardrail', 'Guardrail violation - no-secrets', { guardrail: 'no-secrets' }),
  gateway('guardrail', 'Blocked PII entity detected - EMAIL_ADDRESS', { entity: 'EMAIL_ADDRESS' }),
  gateway('guardrail', 'guardrail_violation'),
  gateway('guardrail', 'blocked_pii_entity'),
  gateway('guardrail', 'Content blocked: keyword rocket', { what: 'keyword rocket' }),
  {
    says: "Error: Content blocked: keyword 'rocket' detected (no-rockets)",
    reason: 'guardrail',
    by: 'gateway',
    on: 'tool-result',
    names: { what: "keyword 'rocket'" },
  },
  {
    says: 'Tool call blocked: PII entity EMAIL_ADDRESS',
    reason: 'guardrail',
    by: 'gateway',
    on: 'tool-result',
    names: { entity: 'EMAIL_ADDRESS' },
  },
  {
    says: "Tool call blocked: Guardrail 'no-secrets' violation",
    reason: 'guardrail',
    by: 'gateway',
    on: 'tool-result',
    names: { guardrail: 'no-secrets' },
  },
  { says: 'Unknown or unauthorized tool_id', reason: 'tool-not-found', by: 'gateway', on: 'tool-result' },
  gateway(
    'changed',
    "MCP server for tool 'petstore-getPet' is not available; refusing to dispatch without authorization checks. Retry once the server is registered.",
  ),
  gateway('not-found', "MCP server 'nowhere' not found", { server: 'nowhere' }),
  gateway('not-found', "MCP server, toolset, or access group 'nowhere' not found", { server: 'nowhere' }),
  gateway('guardrail', 'Tool echo is unavailable after MCP guardrail checks for server everything.'),
  gateway(
    'withheld',
    'Tool echo is not in the pinned tool list for server everything. Contact proxy admin to re-pin this server.',
    { server: 'everything' },
  ),
  gateway(
    'withheld',
    'Tool echo is not allowed for server everything. Contact proxy admin to allow this tool.',
    {
      tool: 'echo',
      server: 'everything',
    },
  ),
  gateway('withheld', 'Tool mcp_tool_search requires mcp_tool_search_enabled on the key'),
  gateway('permission', 'User not allowed to call this tool.'),
  gateway('permission', 'The key is not allowed to access the requested MCP servers: nowhere'),
  gateway(
    'permission',
    "Tool 'echo' is not allowed for your key/team on server everything. Contact proxy admin.",
    {
      server: 'everything',
    },
  ),
  gateway('permission', "MCP server 'x' is not available to this key: the key is bound to agent 'helper'", {
    agent: 'helper',
  }),
  gateway('permission', 'Virtual key is not allowed to call this route. Only allowed to call routes: []'),
  gateway('scope', 'mcp_server_scope_required'),
  gateway(
    'scope',
    'This gateway requires an explicit MCP server scope: connect to /mcp/<server_name> or send the x-mcp-servers header.',
  ),
  {
    ...gateway('disabled', 'MCP prompts are disabled on this gateway', { what: 'prompts' }),
    on: 'json-rpc',
    code: '-32601',
  },
  { ...gateway('disabled', 'Operation unavailable on /mcp/proxy'), on: 'json-rpc', code: '-32601' },
  { ...gateway('disabled', 'Tool echo is unavailable on /mcp/proxy'), on: 'tool-result' },
  gateway('cursor', 'Set the same LITELLM_SALT_KEY on every replica to enable pagination'),
  { ...gateway('cursor', 'Invalid cursor; start a fresh listing'), on: 'json-rpc', code: '-32602' },
  gateway('continuation', 'MCP continuation target is no longer authorized', {
    what: 'is no longer authorized',
  }),
  gateway('continuation', 'The request state can not be read: LITELLM_SALT_KEY differs between replicas'),
  gateway('not-found', "No MCP server, toolset, or access group in 'a,b' resolved to a known target", {
    server: 'a,b',
  }),
  gateway('not-found', "Toolset 'mine' not found", { toolset: 'mine' }),
  { ...gateway('not-found', 'MCP server not found'), on: 'oauth-error', code: 'HTTP 404' },
  gateway('changed', 'MCP server configuration changed; retry the operation'),
  gateway('changed', 'MCP server configuration could not be refreshed'),
  gateway('changed', 'OAuth metadata discovery changed repeatedly; retry shortly'),
  gateway('changed', 'User policy is unavailable'),
  gateway(
    'configuration',
    'Error: MCP per-user env vars require a database connection, but none is configured.',
  ),
  gateway('configuration', 'MCP server authorization url is not configured'),
  gateway('configuration', 'Server misconfigured: no signing key'),
  gateway('configuration', 'byok_auth_unavailable'),
  gateway('setup', 'byok_auth_required', { key: 'byok_auth_required' }),
  gateway('setup', 'missing_user_env_vars'),
  gateway('token', 'MCPJWTSigner: incoming token verification failed: Signature has expired'),
  gateway('guardrail', 'RepelloAI Argus guardrail unreachable', {
    failed: 'RepelloAI Argus guardrail unreachable',
  }),
  {
    says: 'Error: Bedrock guardrail throttle retries exhausted',
    reason: 'guardrail',
    by: 'gateway',
    on: 'tool-result',
    names: { failed: 'Bedrock guardrail throttle retries exhausted' },
  },
  gateway(
    'scope',
    'Multiple MCP servers configured; read_resource currently supports exactly one allowed server.',
    { one: 'read_resource' },
  ),
  {
    says: 'OpenAPI tool get_pet not found in registry',
    reason: 'tool-not-found',
    by: 'gateway',
    on: 'tool-result',
    names: { tool: 'get_pet' },
  },
  {
    says: 'MCP Server with id 8f14e45f not found',
    reason: 'not-found',
    by: 'gateway',
    on: 'rest',
    names: { server: '8f14e45f' },
  },
  {
    says: 'MCP registry is not enabled',
    reason: 'disabled',
    by: 'gateway',
    on: 'rest',
    names: { registry: 'registry' },
  },
  gateway('setup', 'No user identity. Sign in through LiteLLM SSO and retry.'),
  gateway('auth', 'Authentication Error, Invalid proxy server token passed.'),
  gateway('database', 'No connected db.', { none: 'No connected db' }),
  gateway(
    'database',
    'Authentication Error, Client is not connected to the query engine, you must call `connect()` before attempting to query data.',
  ),
  gateway('database', 'Authentication Error, All connection attempts failed'),
  gateway('database', '{"message": "Failed to connect to DB. Check logs.", "type": "no_db_connection"}'),
  gateway('auth', 'Authenticate with the gateway to use the MCP endpoint.'),
  gateway('auth', 'Missing or invalid subject token. Authenticate with your identity provider.'),
  gateway(
    'client',
    "MCP client 'claude' (from header 'x-client') is not listed in this gateway's mcp_allowed_clients.",
    { client: 'claude', header: 'x-client' },
  ),
  gateway(
    'client',
    "The request has no 'x-client' header naming the client application. This gateway only admits client applications listed in mcp_allowed_clients.",
    { missing: 'x-client' },
  ),
  { ...gateway('account', 'oauth_principal_mismatch'), by: 'authorization-server' },
  { ...gateway('account', 'oauth_identity_binding_failed'), by: 'authorization-server' },
  gateway('authorization-doubled', 'Multiple Authorization headers are not allowed'),
  gateway('origin', 'Invalid Origin header'),
  gateway('crash', 'MCP request failed'),
  gateway(
    'session',
    'mcp-session-id was terminated by an administrator. Send initialize to start a new session.',
  ),
  gateway('unknown', 'litellm.InternalServerError: OpenAIException - boom'),
  { ...gateway('session-limit', 'Too many active MCP sessions for this caller'), code: '429' },
  gateway('subscription', 'Caller subscription limit reached', { whose: 'Caller ' }),
  gateway('subscription', 'Upstream subscription limit reached', { whose: 'Upstream ' }),
  gateway('subscription', 'Subscription limit reached'),
];

/** What LiteLLM says about limits and budgets, besides. */
const LITELLM_LIMITS: readonly Said[] = [
  gateway(
    'rate',
    'Batch rate limit exceeded for api_key: k1. Batch contains 900 tokens but only 100 tokens remaining out of 500 TPM limit. Limit resets at: soon',
    { whose: 'api_key' },
  ),
  gateway('rate', 'Key=k1 over available RPM=0. Model RPM=10, Active keys=12'),
  gateway(
    'rate',
    'Model capacity reached for gpt-5. Priority: None, Rate limit type: requests, Model TPM: 1, Model RPM: 1, Remaining: 0',
  ),
  gateway('rate', 'Hit Global Limit: Limit=10, current: 11'),
  result('rate', 'Error: Hit Global Limit: Limit=10, current: 11'),
  gateway('rate', 'Max iterations exceeded for session t-1. Current count: 26, max_iterations: 25.', {
    iterations: 'Max iterations exceeded',
    limit: '25',
  }),
  result('rate', 'Error: Max iterations exceeded for session t-1. Current count: 26, max_iterations: 25.', {
    iterations: 'Max iterations exceeded',
    limit: '25',
  }),
  gateway('rate', 'Worker at capacity: 100 in-flight, 20 queued requests. Retry later.', {
    busy: 'Worker at capacity: 100 in-flight',
  }),
  gateway(
    'budget',
    'Session budget exceeded for session t-1. Current spend: $5.0213, max_budget_per_session: $5.00.',
    { session: 'session' },
  ),
  result(
    'budget',
    'Error: Session budget exceeded for session t-1. Current spend: $5.0213, max_budget_per_session: $5.00.',
    { session: 'session' },
  ),
  gateway('budget', 'LiteLLM User: u-1, exceeded budget for model=gpt-5'),
  result('budget', 'Error: LiteLLM User: u-1, exceeded budget for model=gpt-5'),
  gateway('budget', 'ExceededBudget: End User=eu over budget. Spend=2.0, Budget=1.0', {
    whose: 'End User',
    value: 'eu',
  }),
  gateway(
    'configuration',
    'Rate limit enforcement unavailable: request counters could not be verified against Redis, and fail_closed_rate_limit_enforcement is enabled',
    { service: 'Rate limit enforcement unavailable' },
  ),
  result(
    'configuration',
    'Error: Rate limit enforcement unavailable: request counters could not be verified',
    {
      service: 'Rate limit enforcement unavailable',
    },
  ),
];

/** What it says before it looks at MCP, besides. */
const LITELLM_AUTH: readonly Said[] = [
  gateway('database', 'Authentication Error, No DB Connected. See - https://docs.litellm.ai/docs', {
    none: 'No DB Connected',
  }),
  gateway(
    'database',
    'Service Unavailable, the authentication database is temporarily unreachable. Please retry shortly.',
  ),
  gateway(
    'auth',
    'Authentication Error, Team=t-1 is blocked. Update via `/team/unblock` if you are an admin.',
  ),
  gateway('auth', 'User=u-1 has been deactivated via SCIM. Keys owned by this user cannot be used.'),
  gateway('token', 'Authentication Error, Validation fails: Signature verification failed'),
  gateway('token', 'Authentication Error, No matching public key found. keys=https://idp.test/keys, kid=k'),
  gateway(
    'configuration',
    "Service Unavailable, the identity provider's JWKS endpoint is temporarily unreachable, so the JWT signature could not be verified.",
    { keys: "identity provider's JWKS endpoint is" },
  ),
  gateway('configuration', 'Authentication Error, Missing JWT Public Key URL from environment.', {
    keys: 'Missing JWT Public Key URL',
  }),
  gateway(
    'configuration',
    'Authentication Error, enable_oauth2_proxy_auth only accepts identity headers from configured trusted proxy ranges.',
    { own: 'only accepts identity headers from configured trusted proxy' },
  ),
  gateway(
    'permission',
    "Authentication Error, User doesn't exist in db. 'user_id'=u. Create user via `/user/new` call.",
    {
      unknown: "User doesn't exist in db",
    },
  ),
  gateway('permission', "Team doesn't exist in db. Team=t. Create team via `/team/new` call.", {
    unknown: "Team doesn't exist in",
  }),
  gateway('permission', 'Authentication Error, Tried to access route=/x, which is only for MASTER KEY', {
    role: 'which is only for MASTER KEY',
  }),
  gateway(
    'permission',
    'You do not have a role within the selected organization. Passed organization_id: o.',
    { role: 'do not have a role within the selected organization' },
  ),
  gateway(
    'permission',
    'Key/team not allowed to access passthrough route /x. Configure it on the team or key.',
    {
      route: 'not allowed to access passthrough route',
    },
  ),
  gateway(
    'permission',
    'key not allowed to access model. This key can only access models=[]. Tried to access gpt-5',
    {
      model: 'not allowed to access model',
    },
  ),
  gateway('permission', 'User not allowed to access vector store. Tried to access vs_1.', {
    resource: 'not allowed to access vector store',
  }),
  gateway('parameters', "Authentication Error, 'user' param not passed in. 'enforce_user_param'=True"),
  gateway(
    'parameters',
    'Authentication Error, Rejected Request: api_base is not allowed in request body. Clientside passthrough requires explicit admin opt-in',
  ),
  gateway(
    'parameters',
    'Request has no session id. Send an `x-litellm-session-id` header or `metadata.session_id`.',
  ),
  gateway(
    'setup',
    "This account's password must be changed before the session can be used: it was found in a leak.",
    {
      password: 'password must be changed before the session can be used',
    },
  ),
  gateway('configuration', 'This feature is only available for LiteLLM Enterprise users. Get a trial key', {
    license: 'only available for LiteLLM Enterprise users',
  }),
  gateway(
    'configuration',
    'DB not connected. This endpoint needs a database; set DATABASE_URL to a PostgreSQL connection string',
    { database: 'DB not connected. This endpoint' },
  ),
];

/** What it says to those who look after its servers. */
const LITELLM_MANAGEMENT: readonly Said[] = [
  {
    ...gateway('not-found', 'MCP Server not found, passed server_id=abc', { server: 'abc' }),
    on: 'rest',
    code: '404',
  },
  { ...gateway('parameters', "A toolset named 'daily' already exists."), on: 'rest', code: '409' },
  {
    ...gateway('parameters', "Tool 'a' belongs to MCP server 'x' but request specified server_id for 'y'."),
    on: 'rest',
    code: '403',
  },
  {
    ...gateway('configuration', 'mcp_required_fields contains unknown field names: x.', {
      own: 'mcp_required_fields contains unknown field names',
    }),
    on: 'rest',
    code: '500',
  },
  {
    ...gateway(
      'setup',
      'Direct credential storage is disabled for this server: its OAuth identity binding is enforced',
      {
        login: 'disabled',
      },
    ),
    on: 'rest',
    code: '403',
  },
];

/** What it says where it takes part in a login. */
const LITELLM_LOGINS: readonly Said[] = [
  inLogin('account', "OAuth token rejected: 'hd' = 'gmail.test', expected 'corp.test'", {
    by: 'authorization-server',
    code: 'token_validation_failed',
  }),
  inLogin(
    'issuer',
    'This authorization response came from a different identity provider than the one this MCP server is configured to use.',
  ),
  inLogin('login-state', 'Failed to decrypt state parameter'),
  inLogin(
    'login-request',
    'This server requires PKCE: send code_challenge with code_challenge_method=S256 on the authorization request',
  ),
  inLogin('login-request', 'code_verifier is required to redeem this authorization code'),
  inLogin('login-request', 'application_type must be native or web'),
  inLogin('grant', 'Authorization code was issued for a different MCP server'),
  inLogin('configuration', 'MCP server authorization url is not set'),
  inLogin(
    'configuration',
    'CIMD requires a stable HTTPS PROXY_BASE_URL and public-client authentication; configure these',
    { names: { address: 'CIMD requires a stable HTTPS PROXY_BASE_URL' } },
  ),
  inLogin('no-login', "MCP server 'a' does not use OAuth (auth_type=api_key).", {
    code: 'server_not_oauth2',
  }),
  inLogin('configuration', 'the gateway has no master key configured', {
    names: { own: 'the gateway has no master key' },
  }),
  inLogin(
    'configuration',
    "set PROXY_BASE_URL to this gateway's public URL, the audience an assertion must name",
    {
      names: { address: "set PROXY_BASE_URL to this gateway's public URL" },
    },
  ),
  inLogin('configuration', 'the gateway database is unavailable; retry', {
    names: { service: 'the gateway database is unavailable' },
  }),
  inLogin('grant', 'unknown or expired connect flow'),
  inLogin(
    'login-request',
    'scope must be litellm:mcp (MCP gateway routes), litellm:llm (LLM API routes), or both',
  ),
  inLogin('setup', 'sign in to LiteLLM to finish connecting', {
    code: 'login_required',
    names: { signin: 'sign in to LiteLLM to finish connecting' },
  }),
  inLogin('redirect-uri', 'a proxy-API grant may only redirect to a loopback address', {
    by: 'authorization-server',
  }),
  inLogin('login-request', 'code_challenge is required', { by: 'authorization-server' }),
  inLogin('login-request', "response_type must be 'code'", { by: 'authorization-server' }),
  inLogin('grant', 'Invalid authorization code', { by: 'authorization-server' }),
  inLogin('grant', 'PKCE verification failed', { by: 'authorization-server', code: 'invalid_grant' }),
  gateway(
    'configuration',
    'misconfigured: auth_type none cannot be used with credentials embedded in the upstream URL',
  ),
  result('configuration', 'Error: upstream unavailable: OAuth2 token endpoint unreachable: ConnectError', {
    provider: 'upstream unavailable',
  }),
  result('setup', 'Error: unauthorized: Authorization required: complete the OAuth flow for this server.', {
    login: 'unauthorized',
  }),
  result('setup', 'Error: Missing or invalid subject token. Authenticate with your identity provider', {
    login: 'Missing or invalid subject token',
  }),
];

/** What it says about MCP, besides. */
const LITELLM_MCP: readonly Said[] = [
  gateway('scope', 'Resource subscriptions require exactly one allowed server', {
    subscribed: 'subscriptions',
  }),
  gateway('permission', 'API key is scoped to no MCP servers; toolset access is denied.'),
  {
    ...gateway('disabled', 'Elicitation is disabled for this MCP server', { asked: 'Elicitation' }),
    on: 'json-rpc',
    code: '-32602',
  },
  {
    ...gateway('continuation', 'MCP continuations require an authenticated caller identity', {
      identity: 'MCP continuations require an authenticated caller',
    }),
    on: 'json-rpc',
    code: '-32602',
  },
  {
    ...gateway('version', 'Subscriptions require the modern MCP protocol', { newer: 'Subscriptions' }),
    on: 'json-rpc',
    code: '-32600',
  },
  result(
    'elicitation',
    'Error: upstream tool returned an input_required interim result, which this MCP protocol revision cannot carry',
  ),
  result('capability', 'Error executing tool ask: Downstream client does not support URL elicitation'),
  gateway('changed', 'Access group policy is unavailable'),
  {
    ...gateway('changed', 'Upstream subscription ended; listen again and refresh', {
      ended: 'Upstream subscription ended; listen again',
    }),
    on: 'json-rpc',
    code: '-32603',
  },
  gateway(
    'configuration',
    'stdio MCP servers are disabled on this proxy. Set LITELLM_ENABLE_MCP_STDIO=true on the proxy and restart to enable them',
    { stdio: 'stdio MCP servers are disabled on this proxy' },
  ),
  result(
    'configuration',
    "Error: MCP stdio command 'mydb-mcp' is not in the allowlist (['npx']). Add it to LITELLM_MCP_STDIO_EXTRA_COMMANDS to allow this command.",
    { stdio: "MCP stdio command 'mydb-mcp' is not in the allowlist" },
  ),
  gateway('tool-not-found', 'Unknown MCP proxy tool: find_tools', { tool: 'find_tools' }),
  result('tool-not-found', 'Error: Unknown MCP proxy tool: find_tools', { tool: 'find_tools' }),
  result('parameters', 'Error: Request arguments are required'),
  gateway('guardrail', 'Rejected message. This is a prompt injection attack.'),
  gateway('guardrail', 'Blocked by RepelloAI Argus guardrail. Policies violated: pii.'),
  gateway('guardrail', 'Akto guardrail service unreachable', {
    failed: 'Akto guardrail service unreachable',
  }),
  result('guardrail', 'Error: Aim: anonymize action returned malformed redacted output', {
    failed: 'Aim: anonymize action',
  }),
  result(
    'guardrail',
    'Error: Content blocked: MCP tool call arguments exceed the maximum nesting depth of 10 and cannot be scanned by the configured guardrail',
    { what: 'MCP tool call arguments' },
  ),
];

const PROVIDERS: readonly Said[] = [
  either(
    'tool-name',
    "Invalid 'tools[0].name': string too long. Expected a string with maximum length 64, but got a string with length 71 instead.",
  ),
  either('tool-name', "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'", {
    by: 'gateway',
    on: 'llm-event',
    code: 'error',
  }),
];

const AUTHORIZATION_SERVERS: readonly Said[] = [
  {
    says: 'redirect_uri is not in ACTION_ALLOWED_REDIRECT_URIS',
    reason: 'redirect-uri',
    by: 'authorization-server',
    on: 'oauth-error',
    code: 'invalid_request',
  },
  {
    says: 'Redirect URI http://agent.test/cb is not allowed for this client',
    reason: 'redirect-uri',
    by: 'authorization-server',
    on: 'oauth-error',
    code: 'invalid_redirect_uri',
  },
  {
    says: "redirect_uri 'https://agent.test/cb' does not match any registered URI",
    reason: 'redirect-uri',
    by: 'authorization-server',
    on: 'oauth-error',
    code: 'invalid_request',
  },
  {
    says: 'The redirect_uri is not registered for this client',
    reason: 'redirect-uri',
    by: 'authorization-server',
    on: 'oauth-error',
    code: 'invalid_request',
  },
  {
    says: 'OAuth client belongs to a different issuer; register a new client',
    reason: 'client-issuer',
    by: 'authorization-server',
  },
];

const OTHER_GATEWAYS: readonly Said[] = [
  {
    says: 'mcpGuardrails rejected: reading Secrets is not permitted',
    reason: 'guardrail',
    by: 'gateway',
    on: 'json-rpc',
    code: '-32603',
    names: { what: 'reading Secrets is not permitted' },
  },
  {
    says: 'tool_post_invoke blocked by plugin native-output-length-guard: OUTPUT_LENGTH_VIOLATION',
    reason: 'guardrail',
    by: 'gateway',
    on: 'tool-result',
    names: { guardrail: 'native-output-length-guard' },
  },
];

const MCP: readonly Said[] = [
  either('header-mismatch', 'Mcp-Name header/body mismatch', { on: 'json-rpc', code: '-32020' }),
  either('capability', 'Missing required client capability', { on: 'json-rpc', code: '-32021' }),
  either('version', 'protocol version "2026-07-28" is only supported on stateless HTTP servers'),
  either('version', 'Unsupported protocol version', { on: 'json-rpc', code: '-32022' }),
  either('version', 'Bad Request: Unsupported protocol version: 1999-01-01. Supported versions: 2025-06-18'),
  either('token-scope', 'Provided OAuth token does not have required scopes: ai-search', {
    code: '403',
    names: { scope: 'ai-search' },
  }),
  either('token-scope', 'Request had insufficient authentication scopes.', { code: '403' }),
  either('token', 'authentication failure: the token is invalid or malformed: Error(InvalidIssuer)', {
    code: '403',
  }),
  either('token', '{"error": "invalid_token", "error_description": "Authentication required"}', {
    code: '401',
  }),
  either('continuation', 'Invalid requestState', { on: 'json-rpc', code: '-32602' }),
  either('elicitation', 'This tool needs you to open a page', { on: 'json-rpc', code: '-32042' }),
  either('origin', 'Invalid Host header'),
  either('origin', 'cross-origin request detected, and/or browser is out of date'),
  either('size', 'Request body too large'),
  either('size', 'mcp: fail to deserialize request body: length limit exceeded', { code: '400' }),
  either('size', 'Message size exceeds the configured limit', { code: '400' }),
  either('session-limit', 'Too many open sessions', { on: 'json-rpc', code: '-32603' }),
  either('session-limit', 'Maximum number of concurrent sessions reached', {
    on: 'json-rpc',
    code: '-32000',
  }),
  either('rate', 'rate limit exceeded', { on: 'json-rpc', code: '-32000' }),
  either('rate', 'You have been rate limited, please slow down', { code: '403' }),
  either('size', 'Payload Too Large', { code: '413' }),
  either('media-type', 'Unsupported Media Type: Content-Type must be application/json', { code: '415' }),
  either('accept', 'Not Acceptable: Client must accept both application/json and text/event-stream', {
    code: '406',
  }),
  either('session', 'Session not found', { on: 'json-rpc', code: '-32600' }),
  either('session', 'Bad Request: Missing session ID'),
  either('session', 'Bad Request: No valid session ID provided'),
  either('session', 'session header is required for non-initialize requests'),
  either('tool-not-found', 'Unknown tool: everything-echo', {
    on: 'json-rpc',
    code: '-32602',
    names: { name: 'everything-echo' },
  }),
  either('tool-not-found', "Tool 'everything-echo' not found", {
    by: 'gateway',
    on: 'rest',
    names: { tool: 'everything-echo' },
  }),
  {
    says: "Error: Tool 'everything-echo' not found",
    reason: 'tool-not-found',
    by: 'tool',
    on: 'tool-result',
    names: { tool: 'everything-echo' },
  },
];

const EDGES: readonly Said[] = [
  edge('crash', '500', 'error code: 1101'),
  edge(
    'bot-check',
    '403',
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head></html>',
  ),
  edge(
    'bot-check',
    '403',
    '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head></html>',
  ),
  edge('bot-check', '403', 'error code: 1020'),
  edge('rate', '429', 'error code: 1015'),
  edge(
    'timeout',
    '524',
    '<!DOCTYPE html><html><head><title>agent.test | 524: A timeout occurred</title></head></html>',
  ),
  edge('timeout', '524', 'error code: 524'),
  edge('unreachable', '502', 'error code: 502'),
  edge(
    'unreachable',
    '521',
    '<!DOCTYPE html><html><head><title>agent.test | 521: Web server is down</title></head></html>',
  ),
  edge(
    'login-wall',
    '200',
    '<!DOCTYPE html><html><head><title>Sign in ・ Cloudflare Access</title></head></html>',
  ),
  edge(
    'unreachable',
    '503',
    'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
  ),
  edge('unreachable', '503', 'no healthy upstream'),
  edge('timeout', '504', 'upstream request timeout'),
  edge('permission', '403', 'RBAC: access denied'),
  {
    ...edge(
      'permission',
      '400',
      '<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n<body><center>nginx</center></body></html>',
    ),
    names: { plain: 'The plain HTTP request was sent to HTTPS port' },
  },
  {
    ...edge('unreachable', '401', 'Jwks remote fetch is failed'),
    names: { keys: 'Jwks remote fetch is failed' },
  },
  edge(
    'timeout',
    '504',
    '<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body><center>nginx</center></body></html>',
  ),
  edge(
    'unreachable',
    '502',
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center>nginx</center></body></html>',
  ),
  edge(
    'unreachable',
    '503',
    '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head></html>',
  ),
  edge(
    'size',
    '413',
    '<html>\r\n<head><title>413 Content Too Large</title></head>\r\n<body><center>nginx</center></body></html>',
  ),
  edge('timeout', '500', '<html><head><title>500 - The request timed out.</title></head></html>'),
  edge('timeout', '504', '{"message": "Endpoint request timed out"}'),
  edge('timeout', '504', 'An error occurred with your deployment\n\nFUNCTION_INVOCATION_TIMEOUT'),
  edge(
    'unreachable',
    '404',
    '<!DOCTYPE html><html><body>The endpoint agent.ngrok.app is offline. ERR_NGROK_3200</body></html>',
  ),
  edge('login-wall', '403', '<!DOCTYPE html><html><head><title>Sign In</title></head></html>'),
  edge(
    'login-wall',
    '302',
    'location: https://login.microsoftonline.com/common/oauth2/authorize?client_id=x',
  ),
];

const SAID: readonly Said[] = [
  ...LITELLM,
  ...OTHER_GATEWAYS,
  ...LITELLM_LIMITS,
  ...LITELLM_AUTH,
  ...LITELLM_MANAGEMENT,
  ...LITELLM_LOGINS,
  ...LITELLM_MCP,
  ...PROVIDERS,
  ...AUTHORIZATION_SERVERS,
  ...MCP,
  ...EDGES,
];

const codeOf = ({ code, on = 'http' }: Said): string => code ?? (on === 'tool-result' ? 'isError' : '400');

/** A response that says it. */
function saying(said: Said): Parts {
  const { says, on = 'http', by } = said;
  const code = codeOf(said);
  switch (on) {
    case 'json-rpc':
      return inRpc(Number(code), says);
    case 'tool-result':
      return inResult(says);
    case 'rest':
      return inRest(Number(code), says);
    case 'llm-event':
      return inModelStream({ type: code, error: { message: says } });
    case 'oauth-error':
      return {
        url: `${GATEWAY}/register`,
        sent: { redirect_uris: ['http://agent.test/cb'] },
        status: 400,
        received: { error: code, error_description: says },
      };
    case 'list-outcome':
      return listed({ everything: { status: code } });
    case 'http':
    case 'net-error':
      if (says.startsWith('location: '))
        return {
          status: Number(code),
          received: '',
          responseHeaders: { location: says.slice('location: '.length) },
        };
      if (by === 'edge') return inText(Number(code), says, says.startsWith('<') ? 'text/html' : 'text/plain');
      return by === 'gateway' ? inProxyError(Number(code), says) : inText(Number(code), says);
  }
}

describe.each([
  ['LiteLLM', LITELLM],
  ['LiteLLM on limits', LITELLM_LIMITS],
  ['LiteLLM on keys and tokens', LITELLM_AUTH],
  ['LiteLLM on its servers', LITELLM_MANAGEMENT],
  ['LiteLLM on logins', LITELLM_LOGINS],
  ['LiteLLM on MCP', LITELLM_MCP],
  ['providers of models', PROVIDERS],
  ['authorization servers', AUTHORIZATION_SERVERS],
  ['MCP and its SDKs', MCP],
  ['what is in front', EDGES],
])('the words of %s', (_author, sentences) => {
  it.each(sentences.map((said) => [said.says, said] as const))('%s', (_says, said) => {
    const { reason, by, names = {}, on = 'http' } = said;
    // A login belongs to MCP after a call.
    const [refusal, ...more] = inspect({}, saying(said)).refusals ?? [];
    expect(refusal).toMatchObject({ reason, by, names, carrier: on });
    expect(more).toEqual([]);
  });

  it.each(sentences.map((said) => [said.says, said] as const))('read from an export: %s', (_says, said) => {
    const { before, after } = exported({}, saying(said));
    expect(rulesOf(after)).toEqual(rulesOf(before));
    const who = ({ refusals }: Inspected) =>
      refusals?.map(({ reason, by, product, carrier, certain }) => ({
        reason,
        by,
        product,
        carrier,
        certain,
      }));
    expect(who(after)).toEqual(who(before));
  });
});

it.each([...LITELLM_LIMITS, ...LITELLM_MCP].filter(({ on }) => on === 'tool-result').map(({ says }) => says))(
  'leaves to a tool what it quotes: %s',
  (says) => {
    const { refusals } = inspect({}, inResult(`The page says "${says}"`));
    expect(refusals).toMatchObject([{ by: 'tool', reason: 'unknown' }]);
  },
);

/** The rows that find something in a sentence, as the phrasebook is asked. */
const rowsFor = (said: Said) =>
  PHRASES.filter(
    ({ says, on }) =>
      (on === undefined || on.includes(said.on ?? 'http')) &&
      says.test(`${codeOf(said)} ${said.says}\n${said.on === 'tool-result' ? '' : said.says}`),
  );

describe('the phrasebook', () => {
  it.each(SAID.map((said) => [said.says, said] as const))('reads in one way only: %s', (_says, said) => {
    expect([...new Set(rowsFor(said).map(({ reason }) => reason))]).toEqual([said.reason]);
  });

  it('has a sentence above for each row', () => {
    const hit = new Set(SAID.flatMap((said) => rowsFor(said).slice(0, 1)));
    expect(PHRASES.filter((row) => !hit.has(row)).map(({ says }) => says.source)).toEqual([]);
  });
});
