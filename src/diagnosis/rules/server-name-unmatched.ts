import { allServersUrl, curlRpc } from '../commands.ts';
import { isNameUnmatched, listsNothing } from '../computed/unmatched-name.ts';
import { fromBody, fromResponseHeader, fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';
import { allInQuotes } from '../words.ts';

/**
 * Fires when `/mcp/{name}` is answered 200 to initialize, or with an empty list, and LiteLLM knows no URL behind the name. To initialize LiteLLM says
 * the same of the name of an access group, so there it is an info, and an error only where the recording shows no tool of that URL. An empty list of
 * a server that it does know is `tools-empty`. Source: recordings of LiteLLM 1.81 and 1.100; `maybe_build_debug_headers` in mcp_debug.py.
 */
export const serverNameUnmatched = rule({
  id: 'server-name-unmatched',
  hop: 'gateway',
  level: ({ rpc }) => (listsNothing(rpc) ? 'warning' : 'info'),
  endsWith: 'tools',
  needs: ['exchange', 'route', 'rpc', 'facts'],
  title: ({ route }) => `LiteLLM matched ${allInQuotes(route.servers)} to no server`,
  why: ({ rpc }) =>
    listsNothing(rpc)
      ? 'The URL names a server, but LiteLLM knows no URL behind that name and lists no tool, all inside an HTTP 200. The name is misspelled, or your key may not use the server.'
      : 'The URL names a server, but LiteLLM knows no URL behind that name, and answers all the same. The name is misspelled, or it is an access group, which has no URL of its own.',
  check: ({ exchange, rpc, facts }) =>
    isNameUnmatched(facts)
      ? [
          fromUrl(exchange),
          ...fromResponseHeader(exchange, 'x-mcp-debug-outbound-url'),
          ...(listsNothing(rpc) ? [fromBody('response-body', '"tools":[]')] : []),
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
