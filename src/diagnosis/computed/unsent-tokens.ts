import { plain, spelled } from '../../litellm/address.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import type { Given } from '../rule.ts';
import { challengesByUrl } from './challenges.ts';
import { exchangesByToken } from './earlier-calls.ts';
import { issuedTokens } from './issued-tokens.ts';
import { loadedAt } from './loaded-at.ts';

/**
 * Tokens that the client got for the endpoint of a request after it had asked for a login, and that neither this request carries nor one before
 * it. Not those that its page forgot: it was loaded anew since, and sends no credential.
 */
export function unsentTokens({
  exchange,
  kind,
  past,
  login,
  pages,
}: Given<'exchange' | 'kind' | 'past' | 'login' | 'pages'>): ReturnType<typeof issuedTokens> {
  const challenged =
    kind === 'mcp' ? challengesByUrl(login).get(spelled(exchange.request.url))?.at(-1) : undefined;
  if (!challenged) return [];
  const sent = credentialIn(exchange, 'authorization');
  const knownSince = sent ? 0 : loadedAt(exchange, pages);
  const unsent = issuedTokens(login).filter(
    ({ issuedBy, issuedAt, resource, tag }) =>
      issuedBy > challenged.exchange.index &&
      issuedAt >= knownSince &&
      (resource === undefined || plain(exchange.request.url).startsWith(plain(resource))) &&
      !exchangesByToken(past).has(tag),
  );
  return unsent.some(({ tag }) => tag === sent?.mask.tag) ? [] : unsent;
}
