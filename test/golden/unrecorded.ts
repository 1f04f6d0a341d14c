/**
 * Why no recording shows a rule firing, by the rule's id; its test fires it on a hand-built exchange instead. A rule that
 * fires in a recording may not stand here.
 */
export const UNRECORDED: Readonly<Record<string, string>> = {
  'account-mismatch':
    'LiteLLM compares the accounts only where it keeps the logins of its users, in a database; the recorded proxies have none.',
  'capability-missing':
    'The code is of MCP 2026-07-28, and no recorded server asks a client for something that it can’t do.',
  'configuration-changed':
    'The configuration has to change at the moment of a call; the recorded proxies read theirs once, from a file.',
  'content-type-refused': 'LiteLLM takes the content types that the recorded clients send.',
  'elicitation-required': 'No recorded server asks the user to open a URL.',
  'ip-filtered':
    'LiteLLM takes every client on this machine for an internal one (is_internal_ip in ip_address_utils.py).',
  'local-network-blocked': 'The recorded pages and proxies are all on this machine.',
  'oauth-token-missing':
    'The recorded releases ask for a login with 401 before they would call an OAuth server without a token (oauth-login-required).',
  'origin-refused': 'The recorded pages are on this machine, and no recorded server refuses that origin.',
  'redirect-uri-refused':
    'The recorded servers refuse no address but one of another origin than LiteLLM’s own (authorization-refused).',
  'result-breaks-schema': 'The tools of the recorded servers answer as their schemas say.',
  'scope-insufficient':
    'LiteLLM passes this challenge on from 1.108, and only where it keeps the user’s token itself (managed_per_user in mcp_server_manager.py), in a database; the recorded proxies have none. Elsewhere a missing scope shows as a 403 without a challenge, or as an empty list of tools.',
  'secret-in-response': 'None of the recorded releases returns a stored credential in clear.',
  'session-expired':
    'The recorded releases drop a session id that they do not know and go on without it (“Stripping stale header” in server.py).',
  'session-id-not-exposed': 'The recorded releases answer requests without a session id too.',
  'session-not-shared': 'Each recorded proxy is one process, which knows all of its sessions.',
  'subscription-limit': 'No recorded client subscribes so often.',
  'tool-name-refused': 'The model of the recordings runs on this machine and takes every name of a tool.',
  'tool-routing-lost': 'Each recorded proxy is one process, which finds the tools that it listed.',
  'trace-id-required': 'LiteLLM keeps agents and teams in a database; the recorded proxies have none.',
  'user-setup-required':
    'LiteLLM keeps the variables of its users in a database; the recorded proxies have none.',
};
