import type { ServerOutcome } from '../litellm/outcomes.ts';
import { toolCalled } from '../mcp/rpc.ts';
import { serversOrUrl } from './about.ts';
import { curlRpc, serverConfig, serverUrl } from './commands.ts';
import { quoted } from './evidence.ts';
import { type Facts, type Fix, type Given, type Rule, rule } from './rule.ts';
import { allInQuotes } from './words.ts';

/** What is particular to one way in which LiteLLM failed to get a server's tools. */
interface UpstreamFailure {
  readonly id: string;
  /** The outcome's statuses, as LiteLLM words them. */
  readonly statuses: readonly string[];
  readonly title: (servers: string) => string;
  /** A function gets the response's HTTP status, and whether it is an error that says so, where a list lacks the server's tools. */
  readonly why: string | ((status: number, isError: boolean) => string);
  readonly operator: string;
  /** Lines of the server's configuration that the operator may have to change. */
  readonly settings?: readonly string[];
}

type Needs = 'outcomes' | 'exchange' | 'facts';

/**
 * A rule on LiteLLM's per-server outcomes (`ListFaultCategory` in LiteLLM's faults/list_outcomes.py). An error, or a
 * warning when other servers of the same response are fine.
 */
export function upstreamRule({ id, statuses, title, why, operator, settings }: UpstreamFailure): Rule<Needs> {
  const failed = ({ outcomes }: Given<'outcomes'>): readonly ServerOutcome[] =>
    // A server that limits its callers answers as it should (`rate-limited`).
    outcomes.filter(({ status, httpStatus }) => statuses.includes(status) && httpStatus !== 429);
  return rule({
    id,
    hop: 'gateway-to-server',
    level: ({ outcomes }) => (outcomes.some(({ status }) => status === 'ok') ? 'warning' : 'error'),
    needs: ['outcomes', 'exchange', 'facts'],
    explains: 'cause',
    about: (given) => {
      const servers = namesOf(failed(given)).filter((server) => server !== '');
      return servers.length === 0 ? serversOrUrl(given.facts) : servers;
    },
    // A response of the REST routes may name none.
    title: (given) => {
      const names = namesOf(failed(given)).filter((server) => server !== '');
      return names.length === 0 ? title('').replace('  ', ' ').trim() : title(allInQuotes(names));
    },
    why: (given) =>
      typeof why === 'string'
        ? why
        : why(
            given.exchange.response.status,
            failed(given).some(({ said }) => said !== undefined),
          ),
    check: (given) =>
      failed(given).map((outcome) => ({ place: { in: 'response-body' }, quote: quoted(describe(outcome)) })),
    fix: (given): Fix => ({
      user: {
        text: 'Nothing on your side: the request reached LiteLLM and was accepted. Show this to whoever runs the gateway.',
        commands: forCommands(failed(given), given.facts, 'YOUR_SERVER').map((server) =>
          curlRpc(serverUrl(given.exchange, server), 'tools/list'),
        ),
      },
      operator: {
        text: operator,
        commands: settings
          ? forCommands(failed(given), given.facts, 'your_server').map((server) =>
              serverConfig(server, settings),
            )
          : [],
      },
    }),
  });
}

const namesOf = (outcomes: readonly ServerOutcome[]): readonly string[] =>
  outcomes.map(({ server }) => server);

/** At most three servers that the request itself names; a placeholder for those that only the response does. */
function forCommands(
  outcomes: readonly ServerOutcome[],
  { route, rpc }: Facts,
  placeholder: string,
): readonly string[] {
  // LiteLLM puts the server's name before the tool's.
  const called = (rpc?.sent ?? []).flatMap((message) => toolCalled(message) ?? []);
  const own = namesOf(outcomes).filter(
    (server) => route?.servers.includes(server) || called.some((tool) => tool.startsWith(`${server}-`)),
  );
  return [...own.slice(0, 3), ...(own.length < outcomes.length ? [placeholder] : [])];
}

const describe = ({ server, status, httpStatus, said }: ServerOutcome): string =>
  said ??
  `litellm.ai/server_outcomes: ${server}: ${status}${httpStatus === undefined ? '' : `, http_status ${httpStatus}`}`;
