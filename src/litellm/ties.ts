import type { Exchange } from '../exchange/exchange.ts';
import { groupIncrementally } from '../exchange/incremental-groups.ts';
import type { Challenge } from '../oauth/challenge.ts';
import { plain, spelled } from './address.ts';
import { isGatewayCall } from './gateway-call.ts';
import { isMcpMetadata, type Kind, type Signs, type Ties } from './recognise.ts';
import { readUrl } from './routes.ts';

interface Recognised extends Pick<Signs, 'metadata'> {
  readonly exchange: Exchange;
  readonly kind: Kind;
  readonly challenge?: Challenge;
}

const urls = groupIncrementally(({ exchange }: Recognised) => [spelled(exchange.request.url)]);

const origins = groupIncrementally(({ exchange, kind }: Recognised) =>
  isGatewayCall(kind) ? [readUrl(exchange.request.url)?.origin] : [],
);

const logins = groupIncrementally(({ exchange, kind, challenge, metadata }: Recognised) =>
  challenge || kind === 'oauth' || (metadata && isMcpMetadata(exchange, metadata)) ? ['any'] : [],
);

const endpoints = groupIncrementally(({ metadata }: Recognised) => {
  const { authorizationEndpoint, tokenEndpoint, registrationEndpoint } = metadata?.document ?? {};
  return [authorizationEndpoint, tokenEndpoint, registrationEndpoint].flatMap((url) =>
    url === undefined ? [] : plain(url),
  );
});

/** What the exchanges recognised so far, oldest first, say of the next one. */
export function tiesTo(past: readonly Recognised[], { request }: Exchange): Ties {
  const origin = readUrl(request.url)?.origin;
  return {
    // Chromium lists a preflight after the request it was made for.
    sameUrl: urls(past).has(spelled(request.url)),
    named: endpoints(past).has(plain(request.url)),
    sameOrigin: origin !== undefined && origins(past).has(origin),
    login: logins(past).has('any'),
  };
}
