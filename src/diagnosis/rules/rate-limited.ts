import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when somebody says that there were too many requests: 429, LiteLLM's words in any carrier, or what it tells of a server's 429. Also on LiteLLM's limit of calls in a session, and where it has too much to do. Not on a budget that is spent
 * (`budget-exceeded`), nor on too many sessions (`session-limit`). Source: RFC 6585 section 4; LiteLLM's parallel_request_limiter_v3.py,
 * max_iterations_limiter.py and admission_control_middleware.py, 1.110.
 */
export const rateLimited = refusalRule({
  id: 'rate-limited',
  reasons: ['rate'],
  // One of several servers that were listed.
  level: ({ carrier }, { outcomes = [] }) =>
    carrier === 'list-outcome' && outcomes.some(({ status }) => status === 'ok') ? 'warning' : 'error',
  // The others that were listed may fail of other things.
  explains: ({ carrier }) => (carrier === 'list-outcome' ? 'cause' : 'words'),
  title: ({ names }, who) =>
    names['busy']
      ? `${who} has more requests than it takes right now`
      : names['iterations']
        ? `${who} allows a session no more calls than ${names['limit']}`
        : `${who} limits how often this may be called${names['limit'] ? `: ${names['limit']} a minute` : ''}`,
  why: ({ by, names, retryAfter }, who) =>
    `${
      names['busy']
        ? 'It is the load of the gateway, not what you did. No MCP server was called.'
        : names['iterations']
          ? 'The limit is set for the agent, so that one that runs in circles stops. No MCP server was called.'
          : by === 'gateway'
            ? `The limit is set in the gateway${names['whose'] ? `, for ${names['whose'].replaceAll('_', ' ')}` : ''}. No MCP server was called.`
            : `${who} refused the request for its rate, not for its content.`
    }${names['resets'] ? ` It resets at ${names['resets']}.` : retryAfter === undefined ? '' : ` It asks you to wait ${retryAfter} seconds.`}`,
  fix: ({ by, names, retryAfter }) => ({
    user: {
      text: names['iterations']
        ? 'Look at what the agent repeats, and begin a new session (x-litellm-session-id).'
        : `${retryAfter === undefined ? 'Wait' : `Wait ${retryAfter} seconds`}, then call again, less often. Let the client repeat a refused call with growing pauses.`,
    },
    operator: {
      text: names['busy']
        ? 'Give LiteLLM more workers or replicas, or raise the limit that the message names.'
        : names['iterations']
          ? 'Raise max_iterations of the agent, if so many calls are wanted.'
          : by === 'gateway'
            ? 'Raise rpm_limit or mcp_rpm_limit of this key, its team or the server, if the traffic is wanted.'
            : 'Find out whose limit it is (the evidence says who answered), and have it raised there.',
    },
  }),
});
