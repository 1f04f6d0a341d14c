import { type Exchange, header } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { spelled } from '../../litellm/address.ts';
import { gatewayCredential } from '../../litellm/client-credentials.ts';
import type { Facts } from '../rule.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a redirect leads (RFC 9110 section 15.4); undefined for every other response. */
export function redirectTarget({ request, response }: Exchange): URL | undefined {
  if (!REDIRECTS.has(response.status)) return undefined;
  const location = header(response.headers, 'location');
  return location !== undefined && URL.canParse(location, request.url)
    ? new URL(location, request.url)
    : undefined;
}

/** Redirects of requests that carried a credential for the gateway, by the URL they lead to. */
const redirectsWithCredential = groupIncrementally(({ exchange }: Facts) => {
  const target = redirectTarget(exchange);
  return target && gatewayCredential(exchange) ? [target.href] : [];
});

/** Redirects by their Location, as `spelled`. */
export const redirectsByLocation = groupIncrementally(({ exchange: { response } }: Facts) =>
  response.status >= 300 && response.status < 400
    ? [spelled(header(response.headers, 'location') ?? '')]
    : [],
);

/** The redirect that led to a request, where a credential for the gateway got lost between the two. */
export function redirectThatDroppedKey(exchange: Exchange, past: readonly Facts[]): Exchange | undefined {
  // Of a request that got no response the browser does not record every header.
  if (exchange.response.status === 0 || exchange.sanitized || gatewayCredential(exchange)) return undefined;
  return redirectsWithCredential(past).get(spelled(exchange.request.url))?.at(-1)?.exchange;
}
