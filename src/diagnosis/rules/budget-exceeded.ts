import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on LiteLLM's words for a spent budget, with whatever status it answers: 400, 422 or 429. Not on a limit of requests
 * (`rate-limited`). Also on the budget of one session. Source: LiteLLM's auth/auth_checks.py and
 * hooks/max_budget_per_session_limiter.py; recorded with 1.110.
 */
export const budgetExceeded = refusalRule({
  id: 'budget-exceeded',
  reasons: ['budget'],
  title: ({ names }) => `The budget of this ${ownerIn(names)} is spent`,
  why: ({ names }) =>
    `LiteLLM counts what calls cost, and refuses all of them once the budget is spent${names['whose'] ? `: here that of the ${ownerIn(names)}` : ''}. The MCP server was not called.`,
  fix: ({ names }) => ({
    user: {
      text: names['session']
        ? 'Begin a new session (x-litellm-session-id), or ask for a larger budget.'
        : 'Ask for a larger budget, or use a key that has one. The message says when it resets, if it does.',
    },
    operator: {
      text: names['session']
        ? 'Raise max_budget_per_session of the agent.'
        : 'Raise max_budget of the key, the user or the team that the message names, or wait for its budget_duration.',
    },
  }),
});

/** Whose budget it is, in LiteLLM’s words: `End User`, `TeamMember`. */
const ownerIn = ({ whose = 'key', session }: Readonly<Record<string, string>>): string =>
  session ?? whose.replace(/(?<=[a-z])(?=[A-Z])/, ' ').toLowerCase();
