import { fromBody, fromRequestHeader, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on a 403 that says that the session is bound to a different caller. Other 403s are about permission. Source:
 * server.py of LiteLLM 1.100 and 1.108, which keep the session's owner.
 */
export const sessionBoundElsewhere = rule({
  id: 'session-bound-elsewhere',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind'],
  explains: 'words',
  title: 'This MCP session belongs to another caller',
  why: 'LiteLLM ties a session to who opened it: the key, or the user’s token where no key came. The request used the session with another one.',
  check: ({ failure, exchange, kind }) =>
    kind === 'mcp' && failure.status === 403 && /bound to a different|different caller/i.test(failure.message)
      ? [
          fromStatus(exchange),
          fromBody('response-body', failure.message),
          ...fromRequestHeader(exchange, 'mcp-session-id'),
        ]
      : [],
  fix: {
    user: { text: 'After a change of key or user, open a new session: initialize without Mcp-Session-Id.' },
    operator: {
      text: 'Nothing: LiteLLM protects the session. Clients that share one need the same credential.',
    },
  },
});
