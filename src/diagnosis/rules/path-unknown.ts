import { isGatewayCall } from '../../litellm/recognise.ts';
import { readUrl } from '../../litellm/routes.ts';
import { fromBody, fromStatus, fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on a 404 with the web server's own `Not Found` for a request that speaks MCP. A 404 that names a server came
 * from LiteLLM's MCP part (`server-alias-unknown`). Source: recordings of LiteLLM 1.81, 1.100 and 1.108.
 */
export const pathUnknown = rule({
  id: 'path-unknown',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind'],
  explains: 'words',
  about: 'path',
  title: 'There is no such path on the gateway',
  why: 'The web server has no route of this form, so the request never got to LiteLLM’s MCP part.',
  check: ({ failure, exchange, kind }) =>
    isGatewayCall(kind) && failure.status === 404 && failure.message === 'Not Found'
      ? [fromUrl(exchange), fromStatus(exchange), fromBody('response-body', failure.message)]
      : [],
  fix: ({ exchange }) => {
    const origin = readUrl(exchange.request.url)?.origin ?? '';
    return {
      user: {
        text: 'Use one of the forms LiteLLM knows.',
        commands: [
          { label: 'One server', language: 'http', text: `${origin}/mcp/YOUR_SERVER` },
          { label: 'One server, older form', language: 'http', text: `${origin}/YOUR_SERVER/mcp` },
          { label: 'All servers of the key', language: 'http', text: `${origin}/mcp` },
        ],
      },
      operator: {
        text: 'If LiteLLM stands below a path (SERVER_ROOT_PATH) or a proxy rewrites paths, check that /mcp gets through.',
      },
    };
  },
});
