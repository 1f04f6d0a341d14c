import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when somebody says that there were too many requests: 429, LiteLLM's words in any carrier, or what it tells of a server's 429. Not on a budget that is spent
 * (`budget-exceeded`), nor on too many sessions (`session-limit`). Source: RFC 6585 section 4; LiteLLM's parallel_request_limiter_v3.py, 1.110.
 */
export const rateLimited = refusalRule({
  id: 'rate-limited',
  reasons: ['rate'],
  // One of several servers that were listed.
  level: ({ carrier }, { outcomes = [] }) =>
    carrier === 'list-outcome' && outcomes.some(({ status }) => status === 'ok') ? 'warning' : 'error',
  title: ({ names }, who) =>
    `${who} limits how often this may be called${names['limit'] ? `: ${names['limit']} a minute` : ''}`,
  why: ({ by, names, retryAfter }, who) =>
    `${
      by === 'gateway'
        ? `The limit is set in the gateway${names['whose'] ? `, for ${names['whose'].replaceAll('_', ' ')}` : ''}. No MCP server was called.`
        : `${who} refused the request for its rate, not for its content.`
    }${names['resets'] ? ` It resets at ${names['resets']}.` : retryAfter === undefined ? '' : ` It asks you to wait ${retryAfter} seconds.`}`,
  fix: ({ by, retryAfter }) => ({
    user: {
      text: `${retryAfter === undefined ? 'Wait' : `Wait ${retryAfter} seconds`}, then call again, less often. Let the client repeat a refused call with growing pauses.`,
    },
    operator: {
      text:
        by === 'gateway'
          ? 'Raise rpm_limit or mcp_rpm_limit of this key, its team or the server, if the traffic is wanted.'
          : 'Find out whose limit it is (the evidence says who answered), and have it raised there.',
    },
  }),
});
