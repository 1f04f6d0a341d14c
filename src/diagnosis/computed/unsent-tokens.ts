import { plain, spelled } from '../../litellm/address.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import type { Given } from '../rule.ts';
import { challengesByUrl } from './challenges.ts';
import { exchangesByToken } from './earlier-calls.ts';
import { type IssuedToken, tokensIssuedFor } from './issued-tokens.ts';
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
}: Given<'exchange' | 'kind' | 'past' | 'login' | 'pages'>): readonly IssuedToken[] {
  const challenged =
    kind === 'mcp' ? challengesByUrl(login).get(spelled(exchange.request.url))?.at(-1) : undefined;
  if (!challenged) return [];
  const sent = credentialIn(exchange, 'authorization');
  const knownSince = sent ? 0 : loadedAt(exchange, pages);
  const unsent = tokensIssuedFor(plain(exchange.request.url), challenged.exchange, login).filter(
    ({ issuedAt, tag }) => issuedAt >= knownSince && !exchangesByToken(past).has(tag),
  );
  return unsent.some(({ tag }) => tag === sent?.mask.tag) ? [] : unsent;
}
