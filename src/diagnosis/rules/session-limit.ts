import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when somebody says that too many sessions are open, whatever the status. Limits on requests are `rate-limited`. Source: server.py of
 * LiteLLM from 1.100 on: `Too many active MCP sessions for this caller`; servers have pools of their own.
 */
export const sessionLimit = refusalRule({
  id: 'session-limit',
  reasons: ['session-limit'],
  about: 'gateway',
  title: ({ by }) =>
    by === 'gateway'
      ? 'You have too many MCP sessions open'
      : 'The MCP server has no room for another session',
  why: ({ by }) =>
    by === 'gateway'
      ? 'LiteLLM keeps a hundred sessions for each caller (a key, or a user’s token). It ends idle ones to make room, so a hundred are busy now: each has a request or a stream open.'
      : 'A server keeps a session until its client ends it or its time runs out. Clients that open one for each call, or go without a DELETE, fill its pool.',
  fix: ({ by }) => ({
    user: {
      text: 'Close the clients and streams you no longer use. Yours should end its session with DELETE, and not open one for each call.',
    },
    operator: {
      text:
        by === 'gateway'
          ? 'Where one key serves several applications, give each its own.'
          : 'Let the server end idle sessions after a time, or raise its limit. Restarting it frees all of them at once.',
    },
  }),
});
