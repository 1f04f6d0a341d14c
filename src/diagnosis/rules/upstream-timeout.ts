import { upstreamRule } from '../upstream-rule.ts';

/**
 * Fires on the outcome `timeout`: LiteLLM gave up waiting for the MCP server's tools. A call that is slow but answers
 * is `answer-slow`. Source: LiteLLM's faults/list_outcomes.py, from 1.100 on.
 */
export const upstreamTimeout = upstreamRule({
  id: 'upstream-timeout',
  statuses: ['timeout'],
  title: (servers) => `The MCP server ${servers} did not answer LiteLLM in time`,
  why: 'LiteLLM waited for the server and gave up. Between you and LiteLLM all is well.',
  operator:
    'Check the server’s load and the network between it and LiteLLM; raise its timeout in mcp_servers if it is just slow.',
  settings: ['timeout: 120'],
});
