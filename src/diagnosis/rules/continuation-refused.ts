import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway refuses to go on with a call that asked for input: its state is of another key, another caller or another target.
 * Source: LiteLLM's operations.py and interactions.py, 1.110.
 */
export const continuationRefused = refusalRule({
  id: 'continuation-refused',
  reasons: ['continuation'],
  hop: 'gateway',
  title: 'The gateway does not go on with this call',
  why: 'The call asked for input before, and what the client sent back (requestState) does not fit any more: the gateway’s salt key, the caller or the target changed.',
  fix: () => ({
    user: { text: 'Start the call anew.' },
    operator: {
      text: 'Give all replicas the same LITELLM_SALT_KEY, and do not change it while calls are under way.',
    },
  }),
});
