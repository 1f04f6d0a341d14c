import { authorizationHoldsGatewayKey, credentialIn } from '../../litellm/client-credentials.ts';
import { claudeMcpAdd } from '../commands.ts';
import { unsentTokens } from '../computed/unsent-tokens.ts';
import { fromRequestHeader, missingFromRequest } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when an endpoint asked for a login, a token was issued after that, and a later request to the same URL does
 * not carry it; an error where nothing works after it. An info while the gateway's key occupies Authorization, which is the cause then. Quiet once
 * any request carried the token, when it was for another endpoint, and when the page was loaded anew since and sends no credential: it may
 * have forgotten the token. Source: MCP, authorization, "Access Token Usage".
 */
export const tokenUnused = rule({
  id: 'token-unused',
  hop: 'client-to-gateway',
  level: ({ exchange }) => (authorizationHoldsGatewayKey(exchange) ? 'info' : 'warning'),
  endsWith: 'answer',
  needs: ['exchange', 'kind', 'past', 'login', 'pages'],
  about: 'server',
  title: 'The client got a token and does not send it',
  why: 'A token was issued earlier in this recording, for the endpoint that this request goes to, but Authorization does not carry it.',
  check: (given) => {
    const { exchange } = given;
    const tokens = unsentTokens(given);
    const sent = credentialIn(exchange, 'authorization');
    if (tokens.length === 0 || (!sent && exchange.sanitized)) return [];
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
