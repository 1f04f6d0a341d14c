import { netErrorOf } from '../../exchange/net-error.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { readUrl } from '../../litellm/routes.ts';
import { curlGet } from '../commands.ts';
import { fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when the browser got no connection to the gateway: refused, no such name, no network, a bad certificate. Not
 * on a request that the page gave up (`request-aborted`) or that CORS blocked. Source: exchange/net-error.ts; of a preflight that failed so, the
 * request has its reason.
 */
export const gatewayUnreachable = rule({
  id: 'gateway-unreachable',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['exchange', 'kind'],
  explains: 'words',
  about: 'title',
  title: ({ exchange }) => `No connection to ${readUrl(exchange.request.url)?.host ?? 'the gateway'}`,
  why: 'The client could not connect, so LiteLLM never saw the request.',
  check: ({ exchange, kind }) => {
    const { error = '' } = exchange.response;
    return isGatewayCall(kind) && netErrorOf(error) === 'no-connection'
      ? [fromUrl(exchange), { place: { in: 'status' }, quote: error }]
      : [];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'Check host, port and scheme of the URL, and that LiteLLM runs.',
      commands: [
        curlGet(`${readUrl(exchange.request.url)?.origin ?? ''}/health/liveliness`, 'Does it answer?'),
      ],
    },
    operator: { text: 'Check that LiteLLM listens on an address that browsers reach, and its certificate.' },
  }),
});
