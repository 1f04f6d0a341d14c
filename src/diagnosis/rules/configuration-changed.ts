import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway changed its configuration during the call. A warning: the next attempt works. Source: LiteLLM's catalog.py and
 * operations.py, 1.110.
 */
export const configurationChanged = refusalRule({
  id: 'configuration-changed',
  reasons: ['changed'],
  hop: 'gateway',
  level: 'warning',
  title: 'The gateway’s configuration changed during the call',
  why: 'Servers were added, changed or removed at this moment. That is no misconfiguration.',
  fix: () => ({
    user: { text: 'Repeat the call.' },
    operator: { text: 'If it happens again and again, look for what writes the configuration so often.' },
  }),
});
