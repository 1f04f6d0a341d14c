import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on the label `unresolved`, which LiteLLM 1.108 gives when an answer needed no call to the MCP server. Older
 * versions say `no-auth` there, which this rule leaves alone. Source: mcp_debug.py of LiteLLM 1.108; recorded.
 */
export const authUnresolved = rule({
  id: 'auth-unresolved',
  hop: 'gateway',
  level: 'info',
  needs: ['debug', 'exchange'],
  once: true,
  title: 'This answer says nothing about auth to the server',
  why: 'LiteLLM answered without calling the MCP server, as it does for initialize, GET, DELETE and cached lists. That is no fault.',
  check: ({ debug, exchange }) =>
    debug.resolution === 'unresolved' ? fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution') : [],
  fix: { user: { text: 'To see how LiteLLM authenticates to the server, look at a tools/call.' } },
});
