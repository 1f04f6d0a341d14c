import { upstreamRule } from '../upstream-rule.ts';

/**
 * Fires on the outcome `auth_required`: the MCP server answered LiteLLM with 401. A 401 to you is about your own key
 * or login. Source: LiteLLM's faults/list_outcomes.py, from 1.100 on; recorded.
 */
export const upstreamAuthRequired = upstreamRule({
  id: 'upstream-auth-required',
  statuses: ['auth_required'],
  title: (servers) =>
    `The MCP server ${servers} wants a credential that LiteLLM did not send or that it refuses`,
  why: 'LiteLLM accepted your request, but the server answered LiteLLM with 401. Your LiteLLM key is not the problem.',
  operator:
    'Check auth_type and auth_value (or the OAuth settings) of this server in mcp_servers; the token may have expired.',
  settings: ['auth_type: bearer_token', 'auth_value: os.environ/SERVER_TOKEN'],
});
