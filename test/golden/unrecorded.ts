/**
 * Why no recording shows a rule firing, by the rule's id; its test fires it on a hand-built exchange instead. A rule that
 * fires in a recording may not stand here.
 */
export const UNRECORDED: Readonly<Record<string, string>> = {
  'gateway-misconfigured':
    'LiteLLM refuses so where a user’s own credential is missing (byok, variables per user), which it keeps in a database; the recorded proxies have none.',
  'ip-filtered':
    'LiteLLM takes every client on this machine for an internal one (is_internal_ip in ip_address_utils.py).',
  'key-rejected':
    'Without a database LiteLLM answers 400 or 500 to every key but its own (key-unverifiable, gateway-exception), and the recorded proxies have none.',
  'oauth-token-missing':
    'The three recorded releases ask for a login with 401 before they would call an OAuth server without a token (oauth-login-required).',
  'scope-insufficient':
    'LiteLLM passes this challenge on from 1.108, and only where it keeps the user’s token itself (managed_per_user in mcp_server_manager.py), in a database; the recorded proxies have none. Elsewhere a missing scope shows as a 403 without a challenge, or as an empty list of tools.',
  'secret-in-response': 'None of the three recorded releases returns a stored credential in clear.',
  'session-expired':
    'The three recorded releases drop a session id that they do not know and go on without it (“Stripping stale header” in server.py).',
};
