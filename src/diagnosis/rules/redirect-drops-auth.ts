import type { Exchange } from '../../exchange/exchange.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { readUrl } from '../../litellm/routes.ts';
import { redirectTarget, redirectThatDroppedKey } from '../computed/redirects.ts';
import { fromResponseHeader, fromStatus, fromUrl, missingFromRequest } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when a POST to the gateway is redirected to another scheme, host or port, and when the request that follows a
 * redirect has lost the key. A redirect on the same origin keeps it. Source: Fetch standard, "HTTP-redirect fetch".
 */
export const redirectDropsAuth = rule({
  id: 'redirect-drops-auth',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['exchange', 'kind', 'past', 'facts'],
  explains: 'cause',
  title: ({ exchange }) =>
    leadsElsewhere(exchange)
      ? 'A redirect leads to another origin, and Authorization does not go along'
      : 'A redirect took the credential off this request',
  why: 'Browsers and HTTP libraries drop Authorization when a redirect leads to another scheme, host or port. A key in x-litellm-api-key goes along in browsers, but not everywhere.',
  check: ({ exchange, kind, past, facts }) => {
    // An access proxy's sign-in page is nowhere to go.
    const isWall = facts.refusals?.some(({ reason }) => reason === 'login-wall');
    if (!isGatewayCall(kind) || isWall) return [];
    if (leadsElsewhere(exchange)) {
      return [fromUrl(exchange), fromStatus(exchange), ...fromResponseHeader(exchange, 'location')];
    }
    const before = redirectThatDroppedKey(exchange, past);
    return before
      ? [
          missingFromRequest('x-litellm-api-key', 'authorization'),
          ...fromResponseHeader(before, 'location').map((each) => ({ ...each, exchange: before.index })),
        ]
      : [];
  },
  fix: {
    user: {
      text: 'Check that the redirect’s target (the Location in the evidence) is your gateway, then use that URL.',
    },
    operator: {
      text: 'Answer on the URL that clients use, or let them know the right one; behind TLS, set PROXY_BASE_URL to its https URL.',
    },
  },
});

function leadsElsewhere(exchange: Exchange): boolean {
  const target = redirectTarget(exchange);
  return (
    exchange.request.method === 'POST' &&
    target !== undefined &&
    target.origin !== readUrl(exchange.request.url)?.origin
  );
}
