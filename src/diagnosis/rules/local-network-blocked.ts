import { header } from '../../exchange/exchange.ts';
import { netErrorOf } from '../../exchange/net-error.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { readUrl } from '../../litellm/routes.ts';
import { refusedPreflightOf } from '../computed/preflights.ts';
import { fromRequestHeader, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/** Chromium's reasons that name the policy (net/base/net_error_list.h). */
const SAID =
  /^net::ERR_BLOCKED_BY_(?:LOCAL_NETWORK_ACCESS_CHECKS|PRIVATE_NETWORK_ACCESS_CHECKS|CSP)|^NS_ERROR_CONTENT_BLOCKED/;

/**
 * Fires when the browser kept a request from a public or https page to this machine or a private network, or to an http address from an https
 * page. Not where a connection was tried and failed (`gateway-unreachable`), nor after a preflight that was refused (`preflight-refused`). Source: Local Network
 * Access; Mixed Content; Content Security Policy.
 */
export const localNetworkBlocked = rule({
  id: 'local-network-blocked',
  hop: 'browser',
  level: 'error',
  needs: ['exchange', 'kind', 'past'],
  explains: 'cause',
  title: 'The browser did not let the page connect to this address',
  why: (given) => `The browser did not send the request. ${policyOf(given)}`,
  check: (given) =>
    isBlocked(given)
      ? [
          fromUrl(given.exchange),
          ...fromRequestHeader(given.exchange, 'origin'),
          { place: { in: 'status' }, quote: given.exchange.response.error ?? 'status 0' },
        ]
      : [],
  fix: {
    user: {
      text: 'Chrome asks once whether a site may reach devices on your network: allow it in the site’s settings (Local network access). Or open the agent UI from the same machine, by http.',
    },
    operator: {
      text: 'Serve the gateway by https on a public name, or let users open the agent UI from the network that the gateway is in. If the page has a Content-Security-Policy, add the gateway to its connect-src.',
    },
  },
});

type Needs = 'exchange' | 'kind' | 'past';

const PRIVATE =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\]|\[f[cd])|\.(?:local|localhost|internal)$/i;

function isBlocked({ exchange, kind, past }: Given<Needs>): boolean {
  const { status, error = '' } = exchange.response;
  if (!isGatewayCall(kind) || status !== 0) return false;
  if (SAID.test(error)) return true;
  if (netErrorOf(error) !== 'blocked') return false;
  return (isLocal({ exchange }) || isMixed({ exchange })) && !refusedPreflightOf(exchange, past);
}

const page = ({ exchange }: Given<'exchange'>): URL | undefined =>
  readUrl(header(exchange.request.headers, 'origin') ?? '');

/** From a page elsewhere to this machine or a private network. */
function isLocal(given: Given<'exchange'>): boolean {
  const [from, to] = [page(given), readUrl(given.exchange.request.url)];
  return from !== undefined && to !== undefined && PRIVATE.test(to.hostname) && !PRIVATE.test(from.hostname);
}

const isMixed = (given: Given<'exchange'>): boolean =>
  page(given)?.protocol === 'https:' && readUrl(given.exchange.request.url)?.protocol === 'http:';

function policyOf(given: Given<Needs>): string {
  const { error = '' } = given.exchange.response;
  if (/CSP|CONTENT_BLOCKED/.test(error))
    return 'The page’s own Content-Security-Policy, or a blocker, does not allow the address.';
  if (isLocal(given))
    return 'Pages from the internet may reach this machine or a private network only with your permission (Local network access).';
  return 'A page loaded by https may not call an http address (mixed content).';
}
