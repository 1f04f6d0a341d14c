import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway has no room for another subscription. Source: LiteLLM's subscriptions.py, 1.110.
 */
export const subscriptionLimit = refusalRule({
  id: 'subscription-limit',
  reasons: ['subscription'],
  hop: 'gateway',
  title: 'The gateway has no room for another subscription',
  why: ({ names }) =>
    `The limit ${names['whose']?.trim() === 'Caller' ? 'of this key' : names['whose']?.trim() === 'Upstream' ? 'of the MCP server' : 'of the gateway'} is reached. Subscriptions that nobody ends stay open.`,
  fix: () => ({
    user: { text: 'End subscriptions that you no longer need, then subscribe again.' },
    operator: { text: 'Look for clients that open subscriptions and never close them.' },
  }),
});
