import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway changed its configuration during the call, or ended a subscription. A warning: the next attempt works. Source: LiteLLM's catalog.py and
 * operations.py and subscriptions.py, 1.110.
 */
export const configurationChanged = refusalRule({
  id: 'configuration-changed',
  reasons: ['changed'],
  hop: 'gateway',
  level: 'warning',
  title: ({ names }) =>
    names['ended']
      ? 'The gateway ended this subscription'
      : 'The gateway’s configuration changed during the call',
  why: ({ names }) =>
    names['ended']
      ? 'Its connection to the MCP server ended, or more notifications came than it keeps.'
      : 'Servers were added, changed or removed at this moment. That is no misconfiguration.',
  fix: ({ names }) => ({
    user: {
      text: names['ended'] ? 'Subscribe again, and list anew what may have changed.' : 'Repeat the call.',
    },
    operator: { text: 'If it happens again and again, look for what writes the configuration so often.' },
  }),
});
