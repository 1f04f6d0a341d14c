/**
 * Why no recording shows a rule firing, by the rule's id; its test fires it on a hand-built exchange instead. A rule that
 * fires in a recording may not stand here.
 */
export const UNRECORDED: Readonly<Record<string, string>> = {
  // What the stack can't be made to do.
  'gateway-misconfigured':
    'LiteLLM refuses so where a user’s own credential is missing (byok, variables per user), which it keeps in a database; the recorded proxies have none.',
  'ip-filtered':
    'LiteLLM takes every client on this machine for an internal one (is_internal_ip in ip_address_utils.py).',
  'key-rejected':
    'Without a database LiteLLM answers 400 or 500 to every key but its own (key-unverifiable, gateway-exception), and the recorded proxies have none.',
  'oauth-token-missing':
    'The three recorded releases ask for a login with 401 before they would call an OAuth server without a token (oauth-login-required).',
  'secret-in-response': 'None of the three recorded releases returns a stored credential in clear.',
  'session-expired':
    'The three recorded releases drop a session id that they do not know and go on without it (“Stripping stale header” in server.py).',

  // What it can, in a scenario that is still to be written.
  'accept-header-incomplete': 'To be recorded: a request whose Accept names one type.',
  'answer-slow': 'To be recorded: a tool that takes longer than ten seconds.',
  'auth-header-stripped': 'To be recorded: a reverse proxy that removes a header.',
  'authorization-refused': 'To be recorded: a login with a redirect address that LiteLLM does not trust.',
  'authorize-request-incomplete': 'To be recorded: a login without state, PKCE or resource.',
  'call-failed': 'To be recorded: a server that answers a call with an error of its own.',
  'challenge-missing': 'To be recorded: a reverse proxy that removes WWW-Authenticate.',
  'debug-not-covered': 'To be recorded: a request made by a service worker.',
  'embedded-call-failed': 'To be recorded: a model that calls a tool which LiteLLM can’t run.',
  'endpoint-not-mcp': 'To be recorded: a reverse proxy that answers with a page.',
  'gateway-unreachable': 'To be recorded: a port that nobody listens on.',
  'get-stream-refused': 'To be recorded: a GET on an MCP endpoint.',
  'issuer-mismatch': 'To be recorded: an OAuth login through LiteLLM 1.81.',
  'key-malformed': 'To be recorded: a key without “Bearer” on LiteLLM 1.81.',
  'mask-too-weak': 'To be recorded: a short credential on LiteLLM 1.81.',
  'mcp-tools-dropped': 'To be recorded: an LLM call that names no known server.',
  'method-unknown': 'To be recorded: an unknown method on LiteLLM 1.108.',
  'parameters-refused': 'To be recorded: a server with allowed_params.',
  'pkce-unsupported': 'To be recorded: an authorization server without PKCE.',
  'preflight-refused': 'To be recorded: a reverse proxy that refuses OPTIONS.',
  'protocol-version-unsupported': 'To be recorded: a request for the protocol of 2026-07-28.',
  'redirect-drops-auth': 'To be recorded: a reverse proxy that redirects to another origin.',
  'registration-impossible': 'To be recorded: an authorization server that registers nobody.',
  'request-invalid': 'To be recorded: a body that is no JSON.',
  'resource-metadata-unusable': 'To be recorded: a reverse proxy that does not pass /.well-known on.',
  'resource-mismatch': 'To be recorded: an OAuth login through a reverse proxy.',
  'response-hidden-by-cors': 'To be recorded: a reverse proxy that removes the CORS headers.',
  'rest-request-invalid': 'To be recorded: a REST call without a name.',
  'scope-insufficient': 'To be recorded: a server that wants one more scope.',
  'server-header-misnamed': 'To be recorded: an x-mcp-{alias} header with a hyphen in the alias.',
  'server-metadata-unusable': 'To be recorded: an authorization server whose metadata is missing.',
  'session-bound-elsewhere': 'To be recorded: a session that another caller uses.',
  'session-limit': 'To be recorded: more sessions than LiteLLM allows a caller.',
  'token-in-url': 'To be recorded: a key in the query.',
  'token-rejected': 'To be recorded: a token for another audience.',
  'token-request-failed': 'To be recorded: a code that is used twice.',
  'token-unused': 'To be recorded: a client that logs in and does not send its token.',
  'upstream-error': 'To be recorded: a server that answers with a page.',
  'upstream-forbidden': 'To be recorded: a server that answers 403.',
  'upstream-timeout': 'To be recorded: a server that never answers.',
};
