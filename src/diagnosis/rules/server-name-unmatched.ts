import { toolsListed } from '../../mcp/rpc.ts';
import { allServersUrl, curlRpc } from '../commands.ts';
import { fromBody, fromResponseHeader, fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';
import { allInQuotes } from '../words.ts';

/**
 * Fires when `/mcp/{name}` answers 200 with an empty list and LiteLLM knows no URL behind the name. An empty list of
 * a server that it does know is `tools-empty`. Source: recordings of LiteLLM 1.100.
 */
export const serverNameUnmatched = rule({
  id: 'server-name-unmatched',
  hop: 'gateway',
  level: 'warning',
  needs: ['debug', 'exchange', 'route', 'rpc'],
  unless: ['key-not-permitted'],
  title: ({ route }) => `LiteLLM matched ${allInQuotes(route.servers)} to no server`,
  why: 'The URL names a server, but LiteLLM knows no URL behind that name and lists no tool, all inside an HTTP 200. The name is misspelled, or your key may not use the server.',
  check: ({ debug, exchange, route, rpc }) =>
    route.form === 'mcp' &&
    route.servers.length > 0 &&
    debug.outboundUrl === undefined &&
    rpc.received.some((message) => toolsListed(message)?.length === 0)
      ? [
          fromUrl(exchange),
          ...fromResponseHeader(exchange, 'x-mcp-debug-outbound-url'),
          fromBody('response-body', '"tools":[]'),
        ]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'Check the name in the URL. The endpoint for all servers lists what your key may use: every tool begins with its server’s name.',
      commands: [curlRpc(allServersUrl(exchange), 'tools/list')],
    },
    operator: { text: 'Check the alias in mcp_servers, and that the key may use the server.' },
  }),
});
