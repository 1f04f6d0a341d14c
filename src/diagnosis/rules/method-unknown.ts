import { methodsOf } from '../../mcp/rpc.ts';
import { fromBody } from '../evidence.ts';
import { rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires on the JSON-RPC error -32601. Not on `server/discover`: new clients ask for it first and fall back. LiteLLM
 * before 1.108 answers -32602 instead (`request-invalid`). Source: JSON-RPC 2.0 section 5.1.
 */
export const methodUnknown = rule({
  id: 'method-unknown',
  hop: 'client-to-gateway',
  level: 'warning',
  needs: ['rpc'],
  explains: 'status',
  about: 'server',
  title: ({ rpc }) => `The server does not know the method ${inQuotes(methodsOf(rpc)[0] ?? '')}`,
  why: 'Client and server speak different versions of MCP, or the client uses an extension that the server does not have.',
  // New clients ask for server/discover first and fall back: that is how they find out.
  check: ({ rpc }) =>
    methodsOf(rpc).includes('server/discover')
      ? []
      : rpc.received.flatMap((message) =>
          message.type === 'error' && message.error.code === -32601
            ? [fromBody('response-body', `-32601 ${message.error.message}`)]
            : [],
        ),
  fix: {
    user: {
      text: 'Look at the protocol version in the answer to initialize: if it is older than the method, the client must not call it.',
    },
    operator: { text: 'Upgrade LiteLLM or the MCP server if clients need the method.' },
  },
});
