import { isGatewayCall } from '../../litellm/recognise.ts';
import { readUrl } from '../../litellm/routes.ts';
import { curlGet } from '../commands.ts';
import { fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';

/** Chromium's names for what keeps a connection from coming about (net/base/net_error_list.h), and Firefox's (xpcom/base/ErrorList.py). */
const NO_CONNECTION =
  /^net::ERR_(?:CONNECTION_|ADDRESS_|NAME_|INTERNET_|NETWORK_|TIMED_OUT|CERT_|SSL_|EMPTY_RESPONSE|PROXY_|TUNNEL_)|^NS_ERROR_(?:CONNECTION_REFUSED|UNKNOWN_HOST|UNKNOWN_PROXY_HOST|OFFLINE|PROXY_|NET_(?:TIMEOUT|RESET|INTERRUPT|EMPTY_RESPONSE|INADEQUATE_SECURITY)$)/;

/**
 * Fires when the browser got no connection to the gateway: refused, no such name, no network, a bad certificate. Not
 * on a request that the page gave up (`request-aborted`) or that CORS blocked. Source: Chromium's net_error_list.h,
 * Firefox's ErrorList.py; of a preflight that failed so, the request has its reason.
 */
export const gatewayUnreachable = rule({
  id: 'gateway-unreachable',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['exchange', 'kind'],
  explains: 'words',
  about: 'title',
  title: ({ exchange }) => `The browser can’t reach ${readUrl(exchange.request.url)?.host ?? 'the gateway'}`,
  why: 'No connection came about, so LiteLLM never saw the request.',
  check: ({ exchange, kind }) => {
    const { error = '' } = exchange.response;
    return isGatewayCall(kind) && NO_CONNECTION.test(error)
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
