import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway refuses to go on with a call that asked for input: its state is of another key, another caller or another target, or nobody is known as the
 * caller.
 * Source: LiteLLM's operations.py and interactions.py, 1.110; MCP 2026-07-28, basic/patterns/mrtr, "Server Requirements".
 */
export const continuationRefused = refusalRule({
  id: 'continuation-refused',
  reasons: ['continuation'],
  hop: 'gateway',
  title: (_refusal, who) => `${who} does not go on with this call`,
  why: ({ names }) =>
    names['identity']
      ? 'The call asks for input, and LiteLLM keeps the way back to it for a user. The key that was sent belongs to none.'
      : 'The call asked for input before, and what the client sent back (requestState) does not fit any more: it expired or was changed, or the key that protects it, the caller or the target is another one.',
  fix: ({ by, certain, names }) => ({
    user: {
      text: names['identity'] ? 'Use a key of a user, not one without an owner.' : 'Start the call anew.',
    },
    operator: {
      text: names['identity']
        ? 'Give the key a user_id.'
        : by === 'gateway' && certain
          ? 'Give all replicas the same LITELLM_SALT_KEY, and do not change it while calls are under way.'
          : 'Give all replicas the same key for requestState, and do not change it while calls are under way.',
    },
  }),
});
