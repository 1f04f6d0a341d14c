import type { Refusal } from '../../answers/refusal.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { authorizationHoldsGatewayKey, credentialIn } from '../../litellm/client-credentials.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { ignoresClientToken } from '../../litellm/managed-login.ts';
import { decodeChallenge } from '../../oauth/challenge.ts';
import { type IssuedToken, issuanceOf } from '../computed/issued-tokens.ts';
import { fromBody, fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { type Facts, type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when an MCP endpoint answers 401 to a token that this recording shows being issued, or calls the token that a request carries invalid: in
 * its challenge (`error="invalid_token"`, which some say with 403), or in the body alone. Also where LiteLLM does not take a JWT, in whatever header it came. Source: RFC 6750 section 3.1; Envoy's jwt_authn for the
 * 403; agentgateway's jwtAuth and Azure API Management's validate-jwt for the body; LiteLLM's auth/handle_jwt.py.
 */
export const tokenRejected = rule({
  id: 'token-rejected',
  hop: ({ facts }) => (isOfGateway(facts) ? 'client-to-gateway' : 'gateway-to-server'),
  level: 'error',
  needs: ['exchange', 'kind', 'login', 'facts'],
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
        ? `The login went through, but the MCP endpoint answers its token with ${given.exchange.response.status}.${claims(given)}`
        : `The ${isChallenged(given.exchange) ? 'challenge' : 'response'} says that the token is invalid: it has expired, was taken back, or is not for this server.${claims(given)}${unchallenged(given)}`,
  check: (given) => {
    const { exchange, facts } = given;
    const isInvalid = isCalledInvalid(facts);
    const issued = mayBeOfToken(facts) ? issuance(given) : undefined;
    if (!isInvalid && !(issued && exchange.response.status === 401)) return [];
    return [
      fromStatus(exchange),
      ...fromRequestHeader(exchange, 'authorization'),
      ...fromResponseHeader(exchange, 'www-authenticate'),
      ...(told(facts) === undefined ? [] : [fromBody('response-body', told(facts)?.words ?? '')]),
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

/** RFC 6750 section 3.1, or words. LiteLLM says the same of its own keys, which are no tokens of a login. */
const isCalledInvalid = (facts: Facts): boolean =>
  isOfGateway(facts) ||
  (credentialIn(facts.exchange, 'authorization') !== undefined &&
    !(facts.gateway !== undefined && authorizationHoldsGatewayKey(facts.exchange)) &&
    ((mayBeOfToken(facts) && isChallenged(facts.exchange)) || told(facts) !== undefined));

const mayBeOfToken = ({ kind, exchange: { response } }: Facts): boolean =>
  kind === 'mcp' && (response.status === 401 || response.status === 403);

const isChallenged = (exchange: Exchange): boolean =>
  decodeChallenge(exchange)?.parameters['error'] === 'invalid_token';

/** LiteLLM's own words may come in any carrier. */
const told = (facts: Facts): Refusal | undefined =>
  facts.refusals?.find(
    ({ reason, by }) =>
      reason === 'token' && (by === 'gateway' ? isGatewayCall(facts.kind) : mayBeOfToken(facts)),
  );

const isOfGateway = (facts: Facts): boolean => told(facts)?.by === 'gateway';

/** Clients go by the challenge alone. */
const unchallenged = ({ exchange }: Given<'exchange'>): string =>
  exchange.response.status === 401 && decodeChallenge(exchange) === undefined
    ? ' It comes without WWW-Authenticate, so a client can’t tell that it should get a new token.'
    : '';

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
