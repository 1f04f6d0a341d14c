import type { Refusal } from '../../answers/refusal.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { allServersUrl, curlRpc } from '../commands.ts';
import { callsByWorkingServer } from '../computed/earlier-calls.ts';
import { fromBody, fromStatus, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { allInQuotes, inQuotes } from '../words.ts';

/**
 * Fires on a 404 that says that an MCP server or toolset of some name was not found, in any of LiteLLM's wordings. Not on the
 * web server's own `Not Found` (`path-unknown`). Source: recordings of LiteLLM 1.81, 1.100 and 1.108.
 */
export const serverAliasUnknown = rule({
  id: 'server-alias-unknown',
  hop: 'gateway',
  level: 'error',
  needs: ['refusals', 'exchange', 'kind', 'past'],
  explains: 'words',
  title: ({ refusals }) => {
    const { toolset, server = '' } = unknownIn(refusals)?.names ?? {};
    return toolset === undefined
      ? `LiteLLM has no MCP server called ${inQuotes(server)}`
      : `LiteLLM has no toolset called ${inQuotes(toolset)}`;
  },
  why: (given) => {
    const seen = aliasesSeen(given);
    return seen.length === 0
      ? 'The gateway answered, so the address and the path are right; only the name is not.'
      : `The gateway answered, so the address and the path are right; only the name is not. Names that worked in this recording: ${allInQuotes(seen)}.`;
  },
  check: ({ refusals, exchange, kind }) => {
    const unknown = unknownIn(refusals);
    return isGatewayCall(kind) && unknown
      ? [fromStatus(exchange), fromBody('response-body', unknown.words), fromUrl(exchange)]
      : [];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'Correct the name in the URL. The endpoint for all servers lists what your key may use: every tool begins with its server’s name.',
      commands: [curlRpc(allServersUrl(exchange), 'tools/list')],
    },
    operator: {
      text: 'Check the alias in mcp_servers, and that the key may use the server: names it may not use are reported in the same words.',
    },
  }),
});

const unknownIn = (refusals: readonly Refusal[]): Refusal | undefined =>
  refusals.find(
    ({ by, reason, certain, names }) =>
      by === 'gateway' &&
      reason === 'not-found' &&
      certain &&
      (names['server'] ?? names['toolset']) !== undefined,
  );

/** Aliases that an MCP endpoint of this recording answered for. */
const aliasesSeen = ({ past }: Given<'past'>): readonly string[] => [...callsByWorkingServer(past).keys()];
