import { isModern, revisionOf } from '../../mcp/revision.ts';
import { methodsOf } from '../../mcp/rpc.ts';
import { fromBody } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires on the JSON-RPC error -32601. Not on `server/discover`: new clients ask for it first and fall back. No more than an info
 * where the request is of 2026-07-28 or later and that revision has no such method any more. LiteLLM before 1.108 answers -32602
 * instead (`request-invalid`). Source: JSON-RPC 2.0 section 5.1; MCP 2026-07-28, changelog.
 */
export const methodUnknown = rule({
  id: 'method-unknown',
  hop: 'client-to-gateway',
  level: (given) => (isGone(given) ? 'info' : 'warning'),
  needs: ['rpc', 'exchange'],
  explains: 'status',
  about: 'server',
  title: (given) =>
    isGone(given)
      ? `MCP ${revisionOf(given.exchange, given.rpc)} has no method ${inQuotes(methodIn(given))} any more`
      : `The server does not know the method ${inQuotes(methodIn(given))}`,
  why: (given) =>
    isGone(given)
      ? 'The revision that the request names removed this method, so the server is right to refuse it. Nothing else depends on it.'
      : 'Client and server speak different versions of MCP, or the client uses an extension that the server does not have.',
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

const methodIn = ({ rpc }: Given<'rpc'>): string => methodsOf(rpc)[0] ?? '';

/** What 2026-07-28 removed; its clients do without. `initialize` is not among them: a client that needs it can't go on. */
const GONE: ReadonlySet<string> = new Set([
  'ping',
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
  'notifications/roots/list_changed',
  'notifications/initialized',
  'notifications/cancelled',
  'tasks/list',
  'tasks/result',
]);

const isGone = (given: Given<'rpc' | 'exchange'>): boolean =>
  GONE.has(methodIn(given)) && isModern(revisionOf(given.exchange, given.rpc));
