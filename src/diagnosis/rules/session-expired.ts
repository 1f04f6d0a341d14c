import { isSessionGone, wasSessionGone } from '../computed/gone-sessions.ts';
import { fromBody, fromRequestHeader, fromStatus } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when a request with Mcp-Session-Id is answered 404, or 400 with words on the session; an error when the
 * client was told before and still uses it, and where nothing works after it. Not when the path, the server or the version is what is unknown. Source:
 * MCP, streamable HTTP, "Session Management".
 */
export const sessionExpired = rule({
  id: 'session-expired',
  hop: 'client-to-gateway',
  level: (given) => (keepsUsingIt(given) ? 'error' : 'warning'),
  endsWith: 'answer',
  needs: ['failure', 'exchange', 'kind', 'past'],
  explains: 'form',
  about: 'server',
  title: 'The MCP session is no longer known',
  why: (given) =>
    keepsUsingIt(given)
      ? 'The client was told before that this session is gone, and still uses it. It has to initialize again.'
      : 'The server does not know the session id: it restarted, the session timed out, or another replica answered. A client then has to initialize again.',
  check: ({ failure, exchange, kind }) =>
    kind === 'mcp' && isSessionGone({ exchange, failure })
      ? [
          ...fromRequestHeader(exchange, 'mcp-session-id'),
          fromStatus(exchange),
          fromBody('response-body', failure.message),
        ]
      : [],
  fix: {
    user: {
      text: 'Reconnect. If it comes back, report it to the client’s makers: after a 404 it must start a new session.',
    },
    operator: { text: 'With several replicas, send a session to the same one (sticky sessions).' },
  },
});

const keepsUsingIt = (given: Given<'exchange' | 'past'>): boolean => wasSessionGone(given, given.past);
