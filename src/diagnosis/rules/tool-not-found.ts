import { memoize } from '../../exchange/memoize.ts';
import type { RpcMessage } from '../../mcp/json-rpc.ts';
import { toolCalled, toolResult } from '../../mcp/rpc.ts';
import { listsByTool } from '../computed/earlier-calls.ts';
import { fromBody } from '../evidence.ts';
import { type Facts, type Given, rule } from '../rule.ts';
import { allInQuotes, inQuotes } from '../words.ts';

const NOT_FOUND = /^(?:Error: )?(?:MCP )?Tool '?(.{1,200}?)'? not found\.?$/;

/**
 * Fires on a tool result with `isError` whose whole text is LiteLLM's `Tool 'x' not found`. A tool that says that
 * something else was not found has words of its own. Source: LiteLLM's server.py and mcp_server_manager.py; recorded
 * with 1.81, 1.100 and 1.108.
 */
export const toolNotFound = rule({
  id: 'tool-not-found',
  hop: 'tool',
  level: 'error',
  needs: ['rpc', 'exchange', 'past'],
  explains: 'words',
  title: ({ rpc }) => `There is no tool ${inQuotes(missingTool(rpc.received) ?? '')} on this endpoint`,
  why: (given) => {
    const failed = failedServers(given.past);
    if (failed.length > 0) {
      return `Earlier in this recording LiteLLM got no tools from ${allInQuotes(failed)}. A server that LiteLLM can’t list has no tools for it, so repair that first.`;
    }
    const [near] = similarTools(given);
    return near === undefined
      ? 'LiteLLM looked for the name among the tools of the servers that this endpoint stands for. It says the same when it could not get the server’s tools at all.'
      : `Earlier in this recording the list of tools had ${inQuotes(near.name)}. LiteLLM puts the server’s name before the tool’s.`;
  },
  check: (given) => {
    const { rpc } = given;
    const tool = missingTool(rpc.received);
    if (tool === undefined) return [];
    const called = rpc.sent.map(toolCalled).find((name) => name !== undefined);
    return [
      fromBody('response-body', rpc.received.map((message) => toolResult(message)?.text ?? '').join('')),
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

function missingTool(received: readonly RpcMessage[]): string | undefined {
  for (const message of received) {
    const result = toolResult(message);
    const name = result?.isError ? NOT_FOUND.exec(result.text)?.[1] : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

/** A tool that an exchange listed. */
interface Listed {
  readonly name: string;
  readonly listedIn: number;
}

/** Tools listed earlier whose name, without the server's prefix, is the one that was called. At most three. */
const similarTools = memoize(({ rpc, past }: Given<'rpc' | 'past'>): readonly Listed[] => {
  const wanted = missingTool(rpc.received) ?? '';
  const prefixed = `-${wanted}`;
  const isSimilar = (name: string): boolean =>
    name !== wanted && (name.endsWith(prefixed) || (wanted.endsWith(name) && wanted.endsWith(`-${name}`)));
  return [...listsByTool(past)]
    .filter(([name]) => isSimilar(name))
    .slice(0, 3)
    .map(([name, lists]) => ({ name, listedIn: lists.at(-1)?.exchange.index ?? 0 }));
});

function failedServers(past: readonly Facts[]): readonly string[] {
  const last = past.findLast((each) => each.outcomes);
  return (last?.outcomes ?? []).filter(({ status }) => status !== 'ok').map(({ server }) => server);
}
