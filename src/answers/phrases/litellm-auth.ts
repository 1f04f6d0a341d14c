import { type Phrase, phrases } from '../phrase.ts';
import type { Carrier } from '../refusal.ts';

const by = 'gateway' as const;

/** What LiteLLM says before it looks at MCP; tools and servers talk of roles, licenses and databases of their own. */
const OF_ROUTES: readonly Carrier[] = ['http', 'rest'];

/** LiteLLM does not reach the database in which it looks keys up. */
const DATABASE =
  /No (?:connected db|[Dd][Bb] [Cc]onnected)|query engine|database server|connection pool|All connection attempts failed/;

/** A JWT that LiteLLM does not take. */
const TOKEN =
  /Validation fails: |Invalid JWT Submitted|No matching public key found\. keys=|Oauth 2\.0 Token validation failed|Unmapped scope type|an ID-JAG is an authorization grant/;

/** The keys or the answers of the identity provider, which LiteLLM does not get. */
const IDENTITY_PROVIDER =
  /identity provider's JWKS endpoint is|JWT Auth: (?:OIDC|JWKS|Failed to parse OIDC)|Missing JWT Public Key URL|OIDC UserInfo endpoint (?:not|returned)|Failed to fetch OIDC UserInfo|OAUTH_TOKEN_INFO_ENDPOINT environment/;

/** Whom a token names, or the membership that it lacks. */
const UNKNOWN =
  /User doesn't exist in db|(?:Team|Organization) (?:with alias '[^'\n]{1,200}' )?doesn't exist in|Access group doesn't exist in db|No teams? found in token|No registered agent matches JWT claim|is not a member of any team|does not resolve to a team id/;

/** Who may do it. */
const ROLE =
  /not have the required role to (?:call|perform) |do not have a role within the selected organization|is an admin only route|\buser not allowed to access this (?:OpenAI )?routes?\b|Admin not allowed to access this route|but you are not a member of any organization|Only proxy admins? can |which is only for MASTER KEY|Admin-only endpoint\. Not allowed|(?:Admin|Proxy admin) access required to (?:view|pin|unpin|approve|reject|terminate|revoke)\b[^\n]{0,40}\bMCP|User is not a proxy admin\. route=/i;

/** What a request has to have, or may not have. */
const REQUEST =
  /'\w{1,40}' param not passed in|BadRequest please pass param=|Client-side 'metadata\.tags' not allowed|Rejected [Rr]equest: |Request has no session id\. Send|Invalid model name passed in|fallback lists in the request body cannot exceed|litellm_credential_name cannot be set in the request body|URL-valued '[^'\n]{1,100}' is not allowed|router_settings_override must be|'model' must be a string|Passed organization_id is None|vector_store_ids must be a list|as a cache control\. Contact admin/;

/** A setting of the whole gateway that is missing or does not fit. */
const OWN_SETTING =
  /MCP semantic tool filtering could not run|before trusting identity headers from an upstream proxy|only accepts identity headers from configured trusted proxy|Oauth2 config mappings not found|Oauth2 proxy auth refuses to map|Managed agents require|Multiple (?:teams|organizations) found with alias|requires a database connection\. Configure a database or change/;

/** What only LiteLLM Enterprise has. */
const LICENSE =
  /You must be a LiteLLM Enterprise user|only available for LiteLLM Enterprise users|requires a LiteLLM Enterprise license|is an Enterprise feature\. Enforced|JWT [Aa]uth is an enterprise only feature|Oauth2 token validation is only available for premium users|Missing litellm-enterprise package|This uses the enterprise folder - only available on the Docker image/;

/** What fails while LiteLLM looks at a key comes as an "Authentication Error" as well (auth_exception_handler.py). */
const OTHER_CAUSES = [DATABASE, TOKEN, IDENTITY_PROVIDER, UNKNOWN, ROLE, REQUEST, OWN_SETTING, LICENSE]
  .map(({ source }) => source)
  .join('|');

/** What LiteLLM says about keys, tokens, roles, licenses and its database. */
export const LITELLM_AUTH: readonly Phrase[] = [
  ...phrases('litellm/proxy/auth: user_api_key_auth.py, auth_exception_handler.py; db/exception_handler.py', [
    { reason: 'database', by, says: /(?<none>No connected db)/ },
    {
      reason: 'database',
      by,
      says: /Authentication Error, (?<none>No [Dd][Bb] [Cc]onnected)\b/,
      on: OF_ROUTES,
    },
    {
      reason: 'database',
      by,
      says: /Authentication Error, [^\n]{0,80}(?:query engine|database server|connection pool|All connection attempts failed)|"type": ?"no_db_connection"|Service Unavailable, the authentication database/,
      on: OF_ROUTES,
    },
    {
      reason: 'auth',
      by,
      says: new RegExp(
        `Authentication Error(?:,| -) (?![^\\n]{0,200}(?:${OTHER_CAUSES}))|Malformed API Key passed in|Invalid proxy server token|Received API Key =|LiteLLM Virtual Key expected|has been deactivated via SCIM|Authenticate with the gateway to use the MCP endpoint`,
      ),
    },
  ]),
  ...phrases(
    'litellm/proxy/auth: handle_jwt.py, oauth2_check.py, oauth2_proxy_hook.py, trusted_proxy_utils.py',
    [
      {
        reason: 'token',
        by,
        says: new RegExp(`${TOKEN.source}|^401 Token Expired\\b|^403 Invalid JWT token\\b`),
        on: OF_ROUTES,
      },
      {
        reason: 'configuration',
        by,
        says: new RegExp(`(?<keys>${IDENTITY_PROVIDER.source})`),
        on: OF_ROUTES,
      },
      {
        reason: 'configuration',
        by,
        says: new RegExp(`(?<own>${OWN_SETTING.source})`),
        on: OF_ROUTES,
      },
      { reason: 'permission', by, says: new RegExp(`(?<unknown>${UNKNOWN.source})`), on: OF_ROUTES },
      {
        reason: 'permission',
        by,
        says: /in your JWT's allowed teams|is not in your team memberships|among your team memberships|enforce_rbac is set to True|Email domain not allowed\. User email|JWT Key Mapping: (?:No registered mapping|No eligible existing virtual key|Required claim)/,
        on: OF_ROUTES,
      },
    ],
  ),
  ...phrases('litellm/proxy/auth: auth_utils.py, route_checks.py, auth_checks.py; enterprise route checks', [
    {
      reason: 'size',
      by,
      says: /(?:Request|Response) size is too large\. (?:Request|Response|Max) size is/,
      on: OF_ROUTES,
    },
    { reason: 'permission', by, says: new RegExp(`(?<role>${ROLE.source})`, 'i'), on: OF_ROUTES },
    {
      reason: 'permission',
      by,
      says: /(?<route>is not allowed to (?:call|access) (?:this )?route\b|not allowed to call route=|(?:not allowed to access|denied access to) passthrough route|is not in litellm_jwtauth\.team_allowed_routes|Access forbidden: Route|can only access inference and agent discovery routes)/,
      on: [...OF_ROUTES, 'json-rpc'],
    },
    {
      reason: 'permission',
      by,
      says: /(?<model>not allowed to access (?:this )?model|not allowed to call model=|access groups grant no models|has no model grants|model access is derived from the owner|not allowed\. Allowed_models=|has access to the requested model: |is not available for this API key, or the model name|is not in the allowed models for this customer|^403 [^\n]{0,80}Model is blocked)/,
      on: OF_ROUTES,
    },
    {
      reason: 'permission',
      by,
      says: /(?<resource>not allowed to access (?:search tool|vector store)\b|No registered search tool is available)/,
      on: OF_ROUTES,
    },
    { reason: 'parameters', by, says: REQUEST, on: OF_ROUTES },
    {
      reason: 'trace-id',
      by,
      says: /must include the x-litellm-trace-id header|requires a trace ID on every LLM, MCP and agent request/,
    },
    {
      reason: 'withheld',
      by,
      says: /Tool\(s\) \['(?<tool>[^'\n]{1,200})'[^\n]{0,400}not in the allowed tools list for this key\/team/,
    },
    {
      reason: 'disabled',
      by,
      says: /(?<routes>LLM API|Management) routes are disabled for this instance/,
      on: OF_ROUTES,
    },
    {
      reason: 'setup',
      by,
      says: /(?<password>password must be changed before the session can be used)/,
      on: OF_ROUTES,
    },
    {
      reason: 'configuration',
      by,
      says: new RegExp(`(?<license>${LICENSE.source})`),
      on: [...OF_ROUTES, 'oauth-error'],
    },
    {
      reason: 'configuration',
      by,
      says: /(?<database>\bDB not connected\. This endpoint|Database not connected\. Connect a database|model access without a database|policy requires a database|No Database connected\. Set DATABASE_URL|Prisma client not initialized)/,
      on: OF_ROUTES,
    },
  ]),
];
