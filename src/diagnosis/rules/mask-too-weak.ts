import { litellmAge } from '../computed/litellm-age.ts';
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
  needs: ['debug', 'exchange', 'facts', 'past'],
  about: 'gateway',
  title: 'LiteLLM showed a short credential in clear',
  why: 'Older LiteLLM masks only values of more than ten characters. Hopscope has masked it here, but other tools that see these headers will not.',
  check: ({ debug, exchange }) => debug.weakMasks.flatMap((name) => fromResponseHeader(exchange, name)),
  fix: ({ facts, past }) => {
    const age = litellmAge(100, facts, past);
    const older = age ? ` This one is older (inferred from ${age.because}).` : '';
    return {
      user: { text: 'Treat this credential as known to others, and replace it with a long one.' },
      operator: {
        text:
          age?.is === 'newer'
            ? `Give out longer keys. This is LiteLLM 1.100 or newer (inferred from ${age.because}), which masks short values too: look for a fork or a proxy that writes this header.`
            : `Upgrade LiteLLM to 1.100 or newer, and give out longer keys.${older}`,
      },
    };
  },
});
