import type { Refusal } from '../../answers/refusal.ts';
import { memoize } from '../../exchange/memoize.ts';
import { listsByTool } from '../computed/earlier-calls.ts';
import { lastOutcome } from '../computed/last-outcome.ts';
import { toolAsked } from '../computed/tool-asked.ts';
import { fromBody } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { allInQuotes, inQuotes } from '../words.ts';

/**
 * Fires when a call is answered with the words that there is no such tool: LiteLLM's `Tool 'x' not found` as a result with `isError`, or the
 * SDKs' `Unknown tool: x`. A tool that says that something else was not found has words of its own. Source: LiteLLM's server.py and
 * mcp_server_manager.py, recorded with 1.81 to 1.110; MCP, server/tools, "Error Handling".
 */
export const toolNotFound = rule({
  id: 'tool-not-found',
  hop: 'tool',
  level: 'error',
  needs: ['refusals', 'facts', 'past'],
  explains: 'words',
  title: (given) => `There is no tool ${inQuotes(missingTool(given))} on this endpoint`,
  why: (given) => {
    const failed = failedServers(given);
    if (failed.length > 0) {
      return `Earlier in this recording LiteLLM got no tools from ${allInQuotes(failed)}. A server that LiteLLM can’t list has no tools for it, so repair that first.`;
    }
    const [near] = similarTools(given);
    return near === undefined
      ? 'LiteLLM looked for the name among the tools of the servers that this endpoint stands for. It says the same when it could not get the server’s tools at all.'
      : `Earlier in this recording the list of tools had ${inQuotes(near.name)}. LiteLLM puts the server’s name before the tool’s.`;
  },
  check: (given) => {
    const refusal = refusalIn(given);
    if (!refusal) return [];
    const called = toolAsked(given.facts);
    return [
      fromBody('response-body', refusal.words),
      ...(called === undefined ? [] : [fromBody('request-body', nameMember(called))]),
      ...similarTools(given).map(({ name, listedIn }) => ({
        ...fromBody('response-body', nameMember(name)),
        exchange: listedIn,
      })),
    ];
  },
  fix: (given) => ({
    user: {
      text:
        similarTools(given).length > 0
          ? 'Call it by the name from the list of tools (in the evidence).'
          : 'List the tools first, and call one by exactly that name.',
    },
    operator: {
      text: 'If the tool should be there, check that LiteLLM reaches the server and that allowed_tools does not leave it out.',
    },
  }),
});

const nameMember = (name: string): string => `"name": ${JSON.stringify(name)}`;

const refusalIn = ({ refusals }: Given<'refusals'>): Refusal | undefined =>
  refusals.find(({ reason }) => reason === 'tool-not-found');

/** As the response names it, or else the call. */
function missingTool(given: Given<'refusals' | 'facts'>): string {
  const { tool, name, missing } = refusalIn(given)?.names ?? {};
  return tool ?? name ?? missing ?? toolAsked(given.facts) ?? '';
}

/** A tool that an exchange listed. */
interface Listed {
  readonly name: string;
  readonly listedIn: number;
}

/** Tools listed earlier whose name, without the server's prefix, is the one that was called. At most three. */
const similarTools = memoize((given: Given<'refusals' | 'facts' | 'past'>): readonly Listed[] => {
  const wanted = missingTool(given);
  const prefixed = `-${wanted}`;
  const isSimilar = (name: string): boolean =>
    name !== wanted && (name.endsWith(prefixed) || (wanted.endsWith(name) && wanted.endsWith(`-${name}`)));
  return [...listsByTool(given.past)]
    .filter(([name]) => isSimilar(name))
    .slice(0, 3)
    .map(([name, lists]) => ({ name, listedIn: lists.at(-1)?.exchange.index ?? 0 }));
});

/** Of the servers that the call may be for, those whose last list failed. */
function failedServers({ facts, past }: Given<'facts' | 'past'>): readonly string[] {
  const { servers = [], route } = facts;
  const listed = past.findLast((each) => each.outcomes && each.route?.origin === route?.origin);
  const asked = servers.length > 0 ? servers : (listed?.outcomes ?? []).map(({ server }) => server);
  return asked.filter((server) => (lastOutcome(facts, server, past)?.outcome.status ?? 'ok') !== 'ok');
}
