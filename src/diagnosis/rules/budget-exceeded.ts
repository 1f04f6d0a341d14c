import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on LiteLLM's words for a spent budget, with whatever status it answers: 400, 422 or 429. Not on a limit of requests
 * (`rate-limited`). Source: LiteLLM's auth/auth_checks.py; recorded with 1.110.
 */
export const budgetExceeded = refusalRule({
  id: 'budget-exceeded',
  reasons: ['budget'],
  title: 'The budget of this key is spent',
  why: ({ names }) =>
    `LiteLLM counts what calls cost, and refuses all of them once the budget is spent${names['whose'] ? `: here that of the ${names['whose'].toLowerCase()}` : ''}. The MCP server was not called.`,
  fix: () => ({
    user: {
      text: 'Ask for a larger budget, or use a key that has one. The message says when it resets, if it does.',
    },
    operator: {
      text: 'Raise max_budget of the key, the user or the team that the message names, or wait for its budget_duration.',
    },
  }),
});
