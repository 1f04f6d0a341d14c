import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

export const authUnresolved = rule({
  id: 'auth-unresolved',
  hop: 'gateway',
  level: 'info',
  needs: ['debug', 'exchange'],
  title: 'This answer says nothing about auth to the server',
  why: 'LiteLLM answered without calling the MCP server, as it does for initialize, GET, DELETE and cached lists. That is no fault.',
  check: ({ debug, exchange }) =>
    debug.resolution === 'unresolved' ? fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution') : [],
  fix: { user: { text: 'To see how LiteLLM authenticates to the server, look at a tools/call.' } },
});
