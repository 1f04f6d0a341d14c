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
  'call-failed': 'To be recorded: a server that answers a call with an error of its own.',
  'challenge-missing': 'To be recorded: a reverse proxy that removes WWW-Authenticate.',
  'debug-not-covered': 'To be recorded: a request made by a service worker.',
  'mask-too-weak': 'To be recorded: a short credential on LiteLLM 1.81.',
  'parameters-refused': 'To be recorded: a server with allowed_params.',
  'scope-insufficient': 'To be recorded: a server that wants one more scope.',
  'session-bound-elsewhere': 'To be recorded: a session that another caller uses.',
  'session-limit': 'To be recorded: more sessions than LiteLLM allows a caller.',
};
