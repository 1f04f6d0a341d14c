import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when a debug header showed a credential of at most ten characters in clear: LiteLLM 1.81 masks longer ones
 * only. Values that came masked are fine, however much they show. Source: `_mask_value` in LiteLLM's
 * sensitive_data_masker.py.
 */
export const maskTooWeak = rule({
  id: 'mask-too-weak',
  hop: 'gateway',
  level: 'warning',
  needs: ['debug', 'exchange'],
  about: 'gateway',
  title: 'LiteLLM showed a short credential in clear',
  why: 'Older LiteLLM masks only values of more than ten characters. Hopscope has masked it here, but other tools that see these headers will not.',
  check: ({ debug, exchange }) => debug.weakMasks.flatMap((name) => fromResponseHeader(exchange, name)),
  fix: {
    user: { text: 'Treat this credential as known to others, and replace it with a long one.' },
    operator: { text: 'Upgrade LiteLLM to 1.100 or newer, and give out longer keys.' },
  },
});
