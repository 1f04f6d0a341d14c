import { plain, spelled } from '../../litellm/address.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import { claudeMcpAdd } from '../commands.ts';
import { challengesByUrl } from '../computed/challenges.ts';
import { exchangesByToken } from '../computed/earlier-calls.ts';
import { issuedTokens } from '../computed/issued-tokens.ts';
import { loadedAt } from '../computed/loaded-at.ts';
import { fromRequestHeader, missingFromRequest } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when an endpoint asked for a login, a token was issued after that, and a later request to the same URL does
 * not carry it. Quiet once any request carried the token, when it was for another endpoint, and when the page was loaded anew
 * since and sends no credential: it may have forgotten the token. Source: MCP, authorization, "Access Token Usage".
 */
export const tokenUnused = rule({
  id: 'token-unused',
  hop: 'client-to-gateway',
  level: 'warning',
  needs: ['exchange', 'kind', 'past', 'login', 'pages'],
  about: 'server',
  title: 'The client got a token and does not send it',
  why: 'A token was issued earlier in this recording, for the endpoint that this request goes to, but Authorization does not carry it.',
  check: (given) => {
    const { exchange, kind } = given;
    const tokens = kind === 'mcp' ? tokensFor(given) : [];
    const sent = credentialIn(exchange, 'authorization');
    if (tokens.length === 0 || tokens.some(({ tag }) => tag === sent?.mask.tag)) return [];
    if (!sent && exchange.sanitized) return [];
    return [
      ...(sent ? fromRequestHeader(exchange, 'authorization') : [missingFromRequest('authorization')]),
      ...tokens.map(({ issuedBy }) => ({
        place: { in: 'response-body' } as const,
        quote: '"access_token" was issued',
        exchange: issuedBy,
      })),
    ];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'Remove any fixed Authorization header from the client’s configuration, so that it can send its token there; keep the LiteLLM key in x-litellm-api-key.',
      commands: [claudeMcpAdd(exchange, 'In Claude Code')],
    },
  }),
});

/** Tokens issued for the endpoint of this request after it had asked for a login, which no request carried since and its page knows. */
function tokensFor({
  exchange,
  past,
  login,
  pages,
}: Given<'exchange' | 'past' | 'login' | 'pages'>): ReturnType<typeof issuedTokens> {
  const challenged = challengesByUrl(login).get(spelled(exchange.request.url))?.at(-1);
  if (!challenged) return [];
  const knownSince = credentialIn(exchange, 'authorization') ? 0 : loadedAt(exchange, pages);
  const issued = issuedTokens(login).filter(
    ({ issuedBy, issuedAt, resource }) =>
      issuedBy > challenged.exchange.index &&
      issuedAt >= knownSince &&
      (resource === undefined || plain(exchange.request.url).startsWith(plain(resource))),
  );
  return issued.filter(({ tag }) => !exchangesByToken(past).has(tag));
}
