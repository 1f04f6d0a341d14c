import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { readUrl, withoutQuery } from '../../litellm/routes.ts';
import { fromBody, fromStatus, fromUrl } from '../evidence.ts';
import { type Facts, rule } from '../rule.ts';

/** What routers say of a path that they do not have: Starlette, Kong, Go (and Traefik), the default backend of Kubernetes. */
const NO_ROUTE =
  /^(?:Not Found|no Route matched with those values|404 page not found|default backend - 404)$/;

/**
 * Fires on a 404 with the web server's own `Not Found`, or with a router's words for it, for a request that speaks MCP. A 404 that names a server came
 * from LiteLLM's MCP part (`server-alias-unknown`). Not on GET and DELETE where the same URL answered a POST: that has no stream, or no
 * session to end. Source: recordings of LiteLLM 1.81, 1.100 and 1.108; Kong's and Go's own words.
 */
export const pathUnknown = rule({
  id: 'path-unknown',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'past'],
  explains: 'words',
  about: 'path',
  title: 'There is no such path on the gateway',
  why: 'The web server has no route of this form, so the request never got to LiteLLM’s MCP part.',
  check: ({ failure, exchange, kind, past }) =>
    isGatewayCall(kind) &&
    failure.status === 404 &&
    NO_ROUTE.test(failure.message) &&
    !(exchange.request.method !== 'POST' && answering(past).has(withoutQuery(exchange.request.url)))
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

/** URLs that answered a POST. */
const answering = groupIncrementally(({ exchange: { request, response } }: Facts) =>
  request.method === 'POST' && response.status >= 200 && response.status < 300
    ? [withoutQuery(request.url)]
    : [],
);
