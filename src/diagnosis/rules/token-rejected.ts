import type { Exchange } from '../../exchange/exchange.ts';
import { authorizationHoldsGatewayKey, credentialIn } from '../../litellm/client-credentials.ts';
import { ignoresClientToken } from '../../litellm/managed-login.ts';
import { decodeChallenge } from '../../oauth/challenge.ts';
import { type IssuedToken, issuanceOf } from '../computed/issued-tokens.ts';
import { fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when an MCP endpoint answers 401 to a token that this recording shows being issued, or calls the token that a request carries invalid
 * (`error="invalid_token"`, which some say with 403). Source: RFC 6750 section 3.1; Envoy's jwt_authn for the 403.
 */
export const tokenRejected = rule({
  id: 'token-rejected',
  hop: 'gateway-to-server',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'login'],
  explains: (given) => (issuance(given) ? 'cause' : 'words'),
  about: 'server',
  title: (given) =>
    issuance(given)
      ? 'The token that was just issued is refused'
      : 'The token that the request carries is refused',
  why: (given) =>
    ignoresClientToken(given.exchange)
      ? 'The login went through, but LiteLLM itself answers its token with 401: it does not take the tokens that clients bring for this server.'
      : issuance(given)
        ? `The login went through, but the MCP endpoint answers its token with ${given.failure.status}.${claims(given)}`
        : `The challenge says that the token is invalid: it has expired, was taken back, or is not for this server.${claims(given)}`,
  check: (given) => {
    const { failure, exchange, kind } = given;
    if (kind !== 'mcp' || (failure.status !== 401 && failure.status !== 403)) return [];
    const isInvalid = isCalledInvalid(exchange);
    const issued = failure.status === 401 || isInvalid ? issuance(given) : undefined;
    if (!issued && !isInvalid) return [];
    return [
      fromStatus(exchange),
      ...fromRequestHeader(exchange, 'authorization'),
      ...fromResponseHeader(exchange, 'www-authenticate'),
      ...(issued
        ? [
            {
              place: { in: 'response-body' as const },
              quote: '"access_token" was issued',
              exchange: issued.issuedBy,
            },
          ]
        : []),
    ];
  },
  fix: ({ exchange }) => ({
    user: {
      text: ignoresClientToken(exchange)
        ? 'Show this to whoever runs the gateway: another login brings a token of the same kind.'
        : 'Log in once more: if the token has expired, that replaces it. If the new one is refused too, show this to the operator.',
    },
    operator: {
      text: ignoresClientToken(exchange)
        ? 'See client-token-ignored: let clients bring their own token, or give LiteLLM a database to keep them in.'
        : 'Compare the token’s aud and iss with what the MCP server expects, and both clocks. An audience mismatch means that the client asked for another resource.',
    },
  }),
});

/** Where this recording shows the token being issued. */
const issuance = ({ exchange, login }: Given<'exchange' | 'login'>): IssuedToken | undefined => {
  const sent = credentialIn(exchange, 'authorization');
  return sent && issuanceOf(sent.mask.tag, login);
};

/** RFC 6750 section 3.1. LiteLLM says the same of its own keys, which are no tokens of a login. */
const isCalledInvalid = (exchange: Exchange): boolean =>
  decodeChallenge(exchange)?.parameters['error'] === 'invalid_token' &&
  credentialIn(exchange, 'authorization') !== undefined &&
  !authorizationHoldsGatewayKey(exchange);

/** What the token itself says, where it is a JWT. */
function claims({ exchange }: Given<'exchange'>): string {
  const said = Object.entries(credentialIn(exchange, 'authorization')?.mask.claims ?? {}).map(
    ([name, value]) => `${name} ${inQuotes(name === 'exp' ? readTime(value) : value)}`,
  );
  return said.length === 0 ? '' : ` The token says: ${said.join(', ')}.`;
}

/** RFC 7519 counts seconds; a number that is no time stays as it is. */
function readTime(seconds: string): string {
  const time = new Date(Number(seconds) * 1000);
  return Number.isNaN(time.getTime()) ? seconds : time.toISOString();
}
