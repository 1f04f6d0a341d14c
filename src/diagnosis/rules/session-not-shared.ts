import { header } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { readMask } from '../../exchange/mask.ts';
import { plain } from '../../litellm/address.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import { isSessionGone, sessionsGoneByEndpoint } from '../computed/gone-sessions.ts';
import { sessionsIssued } from '../computed/sessions-issued.ts';
import { fromBody, fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { type Facts, type Given, rule } from '../rule.ts';

/** Milliseconds: no server ends a session so soon. */
const MOMENTS = 120_000;

/**
 * Fires when a session id that the endpoint issued moments before is unknown to it, for the second time. Once may be a restart
 * (`session-expired`). Source: MCP, streamable HTTP, "Session Management"; replicas that do not share sessions.
 */
export const sessionNotShared = rule({
  id: 'session-not-shared',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'past'],
  explains: 'cause',
  about: 'server',
  title: 'A session that was just opened is unknown to the next request',
  why: 'The endpoint issued the session id moments before, and it happened more than once in this recording. That is how replicas answer that do not share their sessions: each knows only its own.',
  check: (given) => {
    const issued = issuedLately(given);
    if (!issued || !happenedBefore(given)) return [];
    const { exchange, failure } = given;
    return [
      ...fromRequestHeader(exchange, 'mcp-session-id'),
      fromStatus(exchange),
      fromBody('response-body', failure.message),
      ...fromResponseHeader(issued.exchange, 'mcp-session-id').map((each) => ({
        ...each,
        exchange: issued.exchange.index,
      })),
    ];
  },
  fix: {
    user: { text: 'Nothing on your side. Reconnecting helps until another replica answers.' },
    operator: {
      text: 'Send a session to the replica that opened it (sticky sessions by mcp-session-id), share sessions between replicas, or run the server without sessions (stateless).',
    },
  },
});

type Needs = 'failure' | 'exchange' | 'kind' | 'past';

/** Where the session of a request was issued, if that was moments before and the request says that it is unknown. */
function issuedLately({ failure, exchange, kind, past }: Given<Needs>): Facts | undefined {
  const tag = credentialIn(exchange, 'mcp-session-id')?.mask.tag;
  if (kind !== 'mcp' || tag === undefined || !isSessionGone({ exchange, failure })) return undefined;
  const issued = sessionsIssued(past).get(plain(exchange.request.url));
  const since = exchange.startedAt - MOMENTS;
  // A recording is in the order of starts or of ends: before one that ended earlier, all started earlier.
  const last =
    issued &&
    byIssuedTag(issued)
      .get(tag)
      ?.findLast((each) => isAfter(since, each) || each.exchange.startedAt + each.exchange.duration <= since);
  return last && isAfter(since, last) ? last : undefined;
}

const isAfter = (since: number, { exchange }: Facts): boolean => exchange.startedAt > since;

const byIssuedTag = groupIncrementally(({ exchange }: Facts) => [
  readMask(header(exchange.response.headers, 'mcp-session-id') ?? '')?.tag,
]);

const happenedBefore = ({ exchange, past }: Given<Needs>): boolean =>
  sessionsGoneByEndpoint(past).has(plain(exchange.request.url));
