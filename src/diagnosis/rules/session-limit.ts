import { fromBody, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on a 429 that speaks of sessions. Other 429s are limits on requests or budgets. Source: server.py of LiteLLM
 * from 1.100 on: `Too many active MCP sessions for this caller`.
 */
export const sessionLimit = rule({
  id: 'session-limit',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind'],
  explains: 'words',
  about: 'gateway',
  title: 'You have too many MCP sessions open',
  why: 'LiteLLM keeps a hundred sessions for each caller (a key, or a user’s token). It ends idle ones to make room, so a hundred are busy now: each has a request or a stream open.',
  check: ({ failure, exchange, kind }) =>
    kind === 'mcp' && failure.status === 429 && /session/i.test(failure.message)
      ? [fromStatus(exchange), fromBody('response-body', failure.message)]
      : [],
  fix: {
    user: {
      text: 'Close the clients and streams you no longer use. Yours should end its session with DELETE, and not open one for each call.',
    },
    operator: { text: 'Where one key serves several applications, give each its own.' },
  },
});
