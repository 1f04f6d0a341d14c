import { upstreamRule } from '../upstream-rule.ts';

/**
 * Fires on the outcome `unreachable`: LiteLLM got no connection to the MCP server. Older versions say nothing and
 * list no tools (`tools-empty`). Source: LiteLLM's faults/list_outcomes.py, from 1.100 on; recorded.
 */
export const upstreamUnreachable = upstreamRule({
  id: 'upstream-unreachable',
  statuses: ['unreachable'],
  title: (servers) => `LiteLLM can’t reach the MCP server ${servers}`,
  why: (status, isError) =>
    `LiteLLM got no connection to this server, so it returned HTTP ${status} ${isError ? 'with an error' : 'without the server’s tools'}.`,
  operator:
    'Check that the server runs, and its url in mcp_servers as seen from LiteLLM’s own machine or container: “localhost” there is LiteLLM itself.',
  settings: ['url: http://host-as-litellm-sees-it:PORT/mcp'],
});
