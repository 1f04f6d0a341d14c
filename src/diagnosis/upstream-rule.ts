import type { ServerOutcome } from '../litellm/outcomes.ts';
import { curlRpc, serverConfig, serverUrl } from './commands.ts';
import { quoted } from './evidence.ts';
import { type Fix, type Given, type Rule, rule } from './rule.ts';

/** What is particular to one way in which LiteLLM failed to get a server's tools. */
interface UpstreamFailure {
  readonly id: string;
  /** The outcome's statuses, as LiteLLM words them. */
  readonly statuses: readonly string[];
  readonly title: (servers: string) => string;
  readonly why: string;
  readonly operator: string;
  /** Lines of the server's configuration that the operator may have to change. */
  readonly settings?: readonly string[];
}

type Needs = 'outcomes' | 'exchange';

/**
 * A rule on LiteLLM's per-server outcomes (`ListFaultCategory` in LiteLLM's faults/list_outcomes.py). An error, or a
 * warning when other servers of the same answer are fine.
 */
export function upstreamRule({ id, statuses, title, why, operator, settings }: UpstreamFailure): Rule<Needs> {
  const failed = ({ outcomes }: Given<'outcomes'>): readonly ServerOutcome[] =>
    outcomes.filter(({ status }) => statuses.includes(status));
  return rule({
    id,
    hop: 'gateway-to-server',
    level: ({ outcomes }) => (outcomes.some(({ status }) => status === 'ok') ? 'warning' : 'error'),
    needs: ['outcomes', 'exchange'],
    title: (given) =>
      title(
        failed(given)
          .map(({ server }) => `“${server}”`)
          .join(', '),
      ),
    why,
    check: (given) =>
      failed(given).map((outcome) => ({ place: { in: 'response-body' }, quote: quoted(describe(outcome)) })),
    fix: (given): Fix => ({
      user: {
        text: 'Nothing on your side: the request reached LiteLLM and was accepted. Show this to whoever runs the gateway.',
        commands: failed(given)
          .slice(0, 3)
          .map(({ server }) => curlRpc(serverUrl(given.exchange, server), 'tools/list')),
      },
      operator: {
        text: operator,
        commands: settings
          ? failed(given)
              .slice(0, 3)
              .map(({ server }) => serverConfig(server, settings))
          : [],
      },
    }),
  });
}

const describe = ({ server, status, httpStatus, said }: ServerOutcome): string =>
  said ??
  `litellm.ai/server_outcomes: ${server}: ${status}${httpStatus === undefined ? '' : `, http_status ${httpStatus}`}`;
