/**
 * Why no recording shows a rule firing, by the rule's id; its test fires it on a hand-built exchange instead. A rule that
 * fires in a recording may not stand here.
 */
export const UNRECORDED: Readonly<Record<string, string>> = {
  'account-mismatch':
    'LiteLLM compares the accounts only where it keeps the logins of its users, in a database; the recorded proxies have none.',
  'authorization-duplicated':
    'A browser joins two Authorization headers into one, so something between it and LiteLLM has to add the second.',
  'body-too-large': 'No recorded request is large enough for a limit.',
  'budget-exceeded': 'LiteLLM counts in a database what a key has spent; the recorded proxies have none.',
  'capability-disabled': 'No recorded proxy has a part of MCP switched off (mcp_disabled_capabilities).',
  'capability-missing': 'The code is of MCP 2026-07-28, and the recorded servers speak older revisions.',
  'client-not-allowed': 'No recorded proxy lists the clients that it admits (mcp_allowed_clients).',
  'configuration-changed':
    'The configuration has to change at the moment of a call; the recorded proxies read theirs once, from a file.',
  'content-type-refused': 'LiteLLM takes the content types that the recorded clients send.',
  'continuation-refused':
    'Continuations are of MCP 2026-07-28, and the recorded servers speak older revisions.',
  'edge-login-wall': 'No access proxy stands in front of the recorded proxies.',
  'edge-refused': 'No CDN and no firewall stands in front of the recorded proxies.',
  'edge-timeout': 'The proxy in front of the recorded ones waits as long as LiteLLM takes.',
  'elicitation-required': 'No recorded server asks the user to open a URL.',
  'gateway-misconfigured':
    'LiteLLM refuses so where a user’s own credential is missing (byok, variables per user), which it keeps in a database; the recorded proxies have none.',
  'guardrail-blocked': 'The recorded proxies have no guardrails.',
  'ip-filtered':
    'LiteLLM takes every client on this machine for an internal one (is_internal_ip in ip_address_utils.py).',
  'key-rejected':
    'Without a database LiteLLM answers 400 or 500 to every key but its own (key-unverifiable, gateway-exception), and the recorded proxies have none.',
  'list-cursor-expired': 'No recorded list is long enough to have a second page.',
  'local-network-blocked': 'The recorded pages and proxies are all on this machine.',
  'mirror-header-mismatch': 'The code is of MCP 2026-07-28, and the recorded servers speak older revisions.',
  'oauth-token-missing':
    'The three recorded releases ask for a login with 401 before they would call an OAuth server without a token (oauth-login-required).',
  'origin-refused': 'The recorded pages are on this machine, and no recorded server refuses that origin.',
  'rate-limited': 'The keys and the servers of the recordings have no limit.',
  'redirect-uri-refused':
    'The recorded servers refuse no address but one of another origin than LiteLLM’s own (authorization-refused).',
  'result-breaks-schema': 'The tools of the recorded servers answer as their schemas say.',
  'scope-insufficient':
    'LiteLLM passes this challenge on from 1.108, and only where it keeps the user’s token itself (managed_per_user in mcp_server_manager.py), in a database; the recorded proxies have none. Elsewhere a missing scope shows as a 403 without a challenge, or as an empty list of tools.',
  'secret-in-response': 'None of the three recorded releases returns a stored credential in clear.',
  'server-scope-required':
    'No recorded proxy demands that a request names its servers (mcp_require_explicit_server_scope).',
  'session-expired':
    'The three recorded releases drop a session id that they do not know and go on without it (“Stripping stale header” in server.py).',
  'session-id-not-exposed': 'The three recorded releases answer requests without a session id too.',
  'session-not-shared': 'Each recorded proxy is one process, which knows all of its sessions.',
  'subscription-limit': 'No recorded client subscribes so often.',
  'tool-name-refused': 'The model of the recordings runs on this machine and takes every name of a tool.',
  'tool-routing-lost': 'Each recorded proxy is one process, which finds the tools that it listed.',
  'tool-withheld': 'No recorded server has its tools pinned or listed (allowed_tools, disallowed_tools).',
  'trace-id-required': 'LiteLLM keeps agents and teams in a database; the recorded proxies have none.',
  'user-setup-required':
    'LiteLLM keeps the variables of its users in a database; the recorded proxies have none.',
};
