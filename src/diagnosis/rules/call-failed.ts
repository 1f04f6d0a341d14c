import { methodsOf } from '../../mcp/rpc.ts';
import { fromBody } from '../evidence.ts';
import { rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/** JSON-RPC codes that other rules are about. */
const NAMED: ReadonlySet<number> = new Set([-32700, -32600, -32601, -32602, -32022, -32004]);

/**
 * Fires on a JSON-RPC error whose code no other rule is about. Not on a tool's own failure, which comes as a result
 * with `isError`. Source: JSON-RPC 2.0 section 5.1.
 */
export const callFailed = rule({
  id: 'call-failed',
  hop: 'gateway-to-server',
  level: 'warning',
  needs: ['rpc'],
  unless: ['key-not-permitted', 'parameters-refused', 'protocol-version-unsupported', 'session-expired'],
  title: ({ rpc }) => `${inQuotes(methodsOf(rpc)[0] ?? 'The call')} was answered with an error`,
  why: 'The answer is a JSON-RPC error. It may be the MCP server’s own, or LiteLLM’s while it called the server; the words below tell.',
  check: ({ rpc }) =>
    rpc.received.flatMap((message) =>
      message.type === 'error' && !NAMED.has(message.error.code)
        ? [fromBody('response-body', `${message.error.code} ${message.error.message}`)]
        : [],
    ),
  fix: {
    user: {
      text: 'Read the message. If it is about the arguments, correct them; otherwise show it to whoever runs the gateway.',
    },
    operator: { text: 'Look in LiteLLM’s log at this time, then in the MCP server’s.' },
  },
});
