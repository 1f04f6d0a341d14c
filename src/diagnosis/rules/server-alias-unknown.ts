import { isGatewayCall } from '../../litellm/recognise.ts';
import { allServersUrl, curlRpc } from '../commands.ts';
import { callsByWorkingServer } from '../computed/earlier-calls.ts';
import { fromBody, fromStatus, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { allInQuotes, inQuotes } from '../words.ts';

const UNKNOWN = /MCP server\b[^'"‘“]{0,80}['"‘“]([^'"’”]{0,200})['"’”][^'"‘“]{0,40}not found/i;

/**
 * Fires on a 404 that says that an MCP server of some name was not found, in any of LiteLLM's wordings. Not on the
 * web server's own `Not Found` (`path-unknown`). Source: recordings of LiteLLM 1.81, 1.100 and 1.108.
 */
export const serverAliasUnknown = rule({
  id: 'server-alias-unknown',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'past'],
  explains: 'words',
  title: ({ failure }) => `LiteLLM has no MCP server called ${inQuotes(aliasIn(failure.message) ?? '')}`,
  why: (given) => {
    const seen = aliasesSeen(given);
    return seen.length === 0
      ? 'The gateway answered, so the address and the path are right; only the name is not.'
      : `The gateway answered, so the address and the path are right; only the name is not. Names that worked in this recording: ${allInQuotes(seen)}.`;
  },
  check: ({ failure, exchange, kind }) =>
    isGatewayCall(kind) && failure.status === 404 && aliasIn(failure.message) !== undefined
      ? [fromStatus(exchange), fromBody('response-body', failure.message), fromUrl(exchange)]
      : [],
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

const aliasIn = (message: string): string | undefined => UNKNOWN.exec(message)?.[1];

/** Aliases that an MCP endpoint of this recording answered for. */
const aliasesSeen = ({ past }: Given<'past'>): readonly string[] => [...callsByWorkingServer(past).keys()];
