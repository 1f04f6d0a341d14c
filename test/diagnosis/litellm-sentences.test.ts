import { expect, it } from 'vitest';
import type { Hop } from '../../src/diagnosis/rule.ts';
import { GATEWAY, inspect, type Parts, rpc } from '../har-entry.ts';
import { inBody, inModelStream, inProxyError, inRest, inResult, inRpc, inText } from '../said-in.ts';

/** A model’s route refuses it. */
const inModelCall = (status: number, message: string): Parts => ({
  ...inModelStream({}),
  ...inProxyError(status, message),
});

const AUTHORIZE = {
  response_type: 'code',
  client_id: 'me',
  state: 'opaque-state-value',
  code_challenge: 'abc',
  code_challenge_method: 'S256',
  resource: `${GATEWAY}/everything/mcp`,
  redirect_uri: 'http://127.0.0.1:5000/cb',
};

const authorize = (
  status: number,
  received: unknown,
  left: Readonly<Record<string, string>> = {},
): Parts => ({
  method: 'GET',
  url: `${GATEWAY}/everything/authorize?${new URLSearchParams({ ...AUTHORIZE, ...left })}`,
  status,
  received,
});

const token = (status: number, received: unknown): Parts => ({
  url: `${GATEWAY}/everything/token`,
  sent: 'grant_type=authorization_code&code=abc&client_id=me&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcb',
  sentType: 'application/x-www-form-urlencoded',
  status,
  received,
});

const register = (status: number, received: unknown): Parts => ({
  url: `${GATEWAY}/everything/register`,
  sent: { redirect_uris: ['http://127.0.0.1:5000/cb'] },
  status,
  received,
});

const callback = (status: number, page: string): Parts => ({
  method: 'GET',
  url: `${GATEWAY}/callback?code=abc&state=opaque-state-value`,
  ...inText(status, page, 'text/html'),
});

/** Management of servers, as LiteLLM’s dashboard does it. */
const managed = (status: number, error: string): Parts => ({
  url: `${GATEWAY}/v1/mcp/server`,
  sent: { alias: 'x' },
  status,
  received: { detail: { error } },
});

const failedPage = (error: string, description: string): string =>
  `<html><body><h2>Authentication failed</h2><p><strong>Error:</strong> ${error}</p><p>${description}</p><p>You can close this window and try again.</p></body></html>`;

/** What LiteLLM 1.110.2 says, in what it comes, and what a person is told. */
const SENTENCES: readonly (readonly [says: string, Parts, verdict: string, Hop, title: string])[] = [
  [
    'a session’s budget',
    inModelCall(
      429,
      'Session budget exceeded for session t-1. Current spend: $5.0213, max_budget_per_session: $5.00.',
    ),
    'budget-exceeded/error',
    'gateway',
    'The budget of this session is spent',
  ],
  [
    'a team member’s budget',
    inModelCall(429, 'Budget has been exceeded! TeamMember=t-1 Current cost: 2.0, Max budget: 1.0'),
    'budget-exceeded/error',
    'gateway',
    'The budget of this team member is spent',
  ],
  [
    'too many calls of a session',
    inModelCall(429, 'Max iterations exceeded for session t-1. Current count: 26, max_iterations: 25.'),
    'rate-limited/error',
    'gateway',
    'LiteLLM allows a session no more calls than 25',
  ],
  [
    'load',
    inModelCall(503, 'Worker at capacity: 100 in-flight, 20 queued requests. Retry later.'),
    'rate-limited/error',
    'gateway',
    'LiteLLM has more requests than it takes right now',
  ],
  [
    'keys of the identity provider',
    inBody(
      503,
      "Service Unavailable, the identity provider's JWKS endpoint is temporarily unreachable, so the JWT signature could not be verified. Please retry shortly.",
    ),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM can’t fetch the identity provider’s keys',
  ],
  [
    'a program that may not start',
    inResult(
      "Error: MCP stdio command 'mydb-mcp' is not in the allowlist (['npx']). Add it to LITELLM_MCP_STDIO_EXTRA_COMMANDS to allow this command.",
    ),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM may not start the program of this server',
  ],
  [
    'programs that are switched off',
    inRest(
      403,
      'stdio MCP servers are disabled on this proxy. Set LITELLM_ENABLE_MCP_STDIO=true on the proxy and restart to enable them',
    ),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM may not start the program of this server',
  ],
  [
    'a token endpoint that does not answer LiteLLM',
    inResult('Error: upstream unavailable: OAuth2 token endpoint unreachable: ConnectError'),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM gets no credential for this server',
  ],
  [
    'a database that is not there',
    managed(500, 'DB not connected. This endpoint needs a database; set DATABASE_URL to a PostgreSQL string'),
    'gateway-misconfigured/error',
    'gateway',
    'This needs a database, and LiteLLM has none',
  ],
  [
    'Redis',
    inModelCall(
      503,
      'Rate limit enforcement unavailable: request counters could not be verified against Redis',
    ),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM does not reach a service that it needs',
  ],
  [
    'a continuation of nobody',
    inRpc(-32602, 'MCP continuations require an authenticated caller identity'),
    'continuation-refused/error',
    'gateway',
    'LiteLLM does not go on with this call',
  ],
  [
    'an older revision',
    inRpc(-32600, 'Continuations require the modern MCP protocol'),
    'protocol-version-unsupported/warning',
    'client-to-gateway',
    'This needs a newer revision of MCP than the client speaks',
  ],
  [
    'elicitation',
    inRpc(-32602, 'Elicitation is disabled for this MCP server'),
    'capability-disabled/warning',
    'gateway',
    'The gateway has elicitation switched off',
  ],
  [
    'a subscription',
    inRpc(-32603, 'Upstream subscription ended; listen again and refresh'),
    'configuration-changed/warning',
    'gateway',
    'The gateway ended this subscription',
  ],
  [
    'a prompt injection',
    inModelCall(400, 'Rejected message. This is a prompt injection attack.'),
    'guardrail-blocked/error',
    'gateway',
    'A guardrail of the gateway blocked this call',
  ],
  [
    'a model',
    inModelCall(
      403,
      'key not allowed to access model. This key can only access models=[]. Tried to access gpt-5',
    ),
    'key-not-permitted/error',
    'gateway',
    'Your key may not use this model',
  ],
  [
    'a route',
    inBody(
      403,
      'Virtual key is not allowed to call this route. Only allowed to call routes: []. Tried: /mcp',
    ),
    'key-not-permitted/error',
    'gateway',
    'Your key may not call this route of the gateway',
  ],
  [
    'a team that is not there',
    inBody(404, { error: "Team doesn't exist in db. Team=t. Create team via `/team/new` call." }),
    'key-not-permitted/error',
    'gateway',
    'LiteLLM does not know the user or the team behind this token',
  ],
  [
    'a vector store',
    inModelCall(
      401,
      'User not allowed to access vector store. Tried to access vs_1. Only allowed to access []',
    ),
    'key-not-permitted/error',
    'gateway',
    'Your key may not use this search tool or vector store',
  ],
  [
    'a user that was deactivated',
    inModelCall(401, 'User=u-1 has been deactivated via SCIM. Keys owned by this user cannot be used.'),
    'key-rejected/error',
    'client-to-gateway',
    'LiteLLM has blocked this key, its team or its user',
  ],
  [
    'a token of another issuer',
    inModelCall(401, 'Authentication Error, Validation fails: Signature verification failed'),
    'token-rejected/error',
    'client-to-gateway',
    'The token that the request carries is refused',
  ],
  [
    'a parameter that is missing',
    inModelCall(401, "Authentication Error, 'user' param not passed in. 'enforce_user_param'=True"),
    'request-invalid/error',
    'client-to-gateway',
    'The gateway wants this request to be different',
  ],
  [
    'arguments that are missing',
    inResult('Error: Request arguments are required'),
    'request-invalid/error',
    'client-to-gateway',
    'The gateway wants this request to be different',
  ],
  [
    'a name that is taken',
    managed(409, "An MCP server with alias 'x' already exists (server_id=1)."),
    'rest-request-invalid/error',
    'client-to-gateway',
    'The REST route refuses this request',
  ],
  [
    'a server that the tool is not of',
    inRest(403, {
      error: 'tool_server_mismatch',
      message: "Tool 'a' belongs to MCP server 'x' but request specified server_id for 'y'.",
    }),
    'rest-request-invalid/error',
    'client-to-gateway',
    'The REST route refuses this request',
  ],
  [
    'a specification that can’t be read, inside a 200',
    { ...inRest(200, ''), received: { tools: [], error: true, message: 'Failed to load OpenAPI spec: x' } },
    'failure-unexplained/error',
    'gateway',
    'The gateway reported an error inside an HTTP 200',
  ],
  [
    'a password',
    inRest(
      403,
      "This account's password must be changed before the session can be used: it was found in a leak.",
    ),
    'user-setup-required/error',
    'gateway',
    'The gateway wants you to change your password first',
  ],
  [
    'a login at the server',
    inResult('Error: unauthorized: Authorization required: complete the OAuth flow for this server.'),
    'user-setup-required/error',
    'gateway',
    'The gateway wants you to log in first',
  ],
  [
    'PKCE',
    authorize(
      400,
      { detail: 'This server requires PKCE: send code_challenge with code_challenge_method=S256' },
      { code_challenge: '' },
    ),
    'authorize-request-incomplete/error',
    'client-to-gateway',
    'The authorization request lacks a code_challenge with S256',
  ],
  [
    'a state that is too long',
    authorize(400, { error: 'invalid_request', error_description: 'state must be at most 512 characters' }),
    'authorize-request-incomplete/error',
    'client-to-gateway',
    'The authorization request is not what the server demands',
  ],
  [
    'a server without logins',
    authorize(400, {
      detail: {
        error: 'server_not_oauth2',
        message: "MCP server 'x' does not use OAuth (auth_type=api_key).",
      },
    }),
    'authorization-refused/error',
    'gateway',
    'The login was refused: server_not_oauth2',
  ],
  [
    'an authorization URL that is missing',
    authorize(400, { detail: 'MCP server authorization url is not set' }),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM’s configuration of this server is incomplete',
  ],
  [
    'LiteLLM’s own address',
    register(400, { detail: 'CIMD requires a stable HTTPS PROXY_BASE_URL and public-client authentication' }),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM does not know its own address',
  ],
  [
    'a kind of client',
    register(400, { detail: 'application_type must be native or web' }),
    'registration-impossible/error',
    'authorization-server',
    'The client can’t register itself',
  ],
  [
    'a code of another server',
    token(400, { detail: 'Authorization code was issued for a different MCP server' }),
    'token-request-failed/error',
    'authorization-server',
    'No token was issued: HTTP 400',
  ],
  [
    'a verifier that is missing',
    token(400, { detail: 'code_verifier is required to redeem this authorization code' }),
    'token-request-failed/error',
    'authorization-server',
    'No token was issued: HTTP 400',
  ],
  [
    'a master key that is missing',
    token(500, { error: 'server_error', error_description: 'the gateway has no master key configured' }),
    'gateway-misconfigured/error',
    'gateway',
    'LiteLLM’s configuration is incomplete',
  ],
  [
    'another account',
    token(403, {
      detail: {
        error: 'token_validation_failed',
        message: "OAuth token rejected: 'hd' = 'a.test', expected 'b.test'",
      },
    }),
    'account-mismatch/error',
    'authorization-server',
    'The login was done with another account than the gateway expects',
  ],
  [
    'another issuer',
    callback(
      400,
      failedPage('invalid_issuer', 'This authorization response came from a different identity provider.'),
    ),
    'issuer-mismatch/error',
    'authorization-server',
    'The login came back from another issuer',
  ],
  [
    'a login that can’t be finished, with a 200',
    callback(200, '<html><body>Authentication incomplete. You can close this window.</body></html>'),
    'authorization-refused/error',
    'gateway',
    'The login was refused: HTTP 200',
  ],
];

it.each<[string, Parts, RegExp]>([
  [
    'a code of another server',
    token(400, { detail: 'Authorization code was issued for a different MCP server' }),
    /was used before, has expired, belongs to another/,
  ],
  [
    'a verifier that is missing',
    token(400, { detail: 'code_verifier is required to redeem this authorization code' }),
    /lacks something that the token endpoint demands/,
  ],
  [
    'a kind of client',
    register(400, { detail: 'application_type must be native or web' }),
    /its request lacks/,
  ],
  [
    'a failure inside a 200',
    { ...inRest(200, ''), received: { tools: [], error: true, message: 'Failed to load OpenAPI spec: x' } },
    /^(?!.*redirect)/,
  ],
  [
    'a state that can’t be read',
    callback(200, '<html><body>Authentication incomplete. You can close this window.</body></html>'),
    /can’t read what it gave the user to bring back/,
  ],
])('says why: %s', (_what, parts, why) => {
  expect(inspect({ sent: rpc('initialize') }, parts).findings.at(-1)?.why).toMatch(why);
});

it.each(SENTENCES)('is told about %s', (_what, parts, verdict, hop, title) => {
  // What shows that LiteLLM is there, and that a login is MCP's.
  const known: Parts = {
    sent: rpc('initialize'),
    responseHeaders: { 'x-mcp-debug-auth-resolution': 'no-auth' },
  };
  const { findings } = inspect(known, parts);
  const told = findings.filter(({ level }) => level !== 'info');
  expect(told.map(({ rule, level }) => `${rule}/${level}`)).toEqual([verdict]);
  expect(told).toMatchObject([{ hop, title }]);
});
