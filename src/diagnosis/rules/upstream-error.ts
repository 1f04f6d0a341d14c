import { upstreamRule } from '../upstream-rule.ts';

/**
 * Fires on the outcomes `upstream_error` and `internal`: LiteLLM reached the server and got an error status or no
 * MCP, or failed itself while reading it. Timeouts and refusals have outcomes of their own. Source: LiteLLM's
 * faults/list_outcomes.py, from 1.100 on.
 */
export const upstreamError = upstreamRule({
  id: 'upstream-error',
  statuses: ['upstream_error', 'error', 'internal'],
  title: (servers) => `LiteLLM got no usable answer from the MCP server ${servers}`,
  why: 'The server answered LiteLLM with an error or with something that is not MCP, such as an HTML page.',
  operator:
    'Call the server’s url from LiteLLM’s machine: it must answer MCP itself, not a login page or a proxy. Check transport (http or sse), then the server’s log.',
});
