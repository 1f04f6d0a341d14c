import { same } from '../../litellm/address.ts';
import { authorizationsByState } from '../computed/login-steps.ts';
import { readBefore, serverOf, wasReadElsewhere, wasUsed, wasUsedAt } from '../computed/server-metadata.ts';
import { fromBody, fromUrl } from '../evidence.ts';
import { type Facts, type Given, rule } from '../rule.ts';

/**
 * Fires when the metadata's `issuer` is not the authorization server that the client reads it for: the one that the resource's
 * metadata names, else that of the URL. A slash at the end does not count, nor does the port that the scheme has anyway. Without an
 * `issuer` it stays quiet: that says nothing. Quiet too when the metadata stops nothing any more: the client has the server's right
 * metadata from another URL, or went on with the server before. Source: RFC 8414 section 3.3.
 */
export const issuerMismatch = rule({
  id: 'issuer-mismatch',
  hop: 'authorization-server',
  level: 'error',
  needs: ['facts', 'exchange', 'login'],
  title: ({ facts }) =>
    facts.metadata
      ? 'The authorization server’s metadata names another issuer'
      : 'The login came back from another issuer',
  why: ({ facts, login }) =>
    facts.metadata
      ? `It says “${facts.metadata.document?.issuer}”, where “${serverOf({ metadata: facts.metadata, login })}” has to stand (RFC 8414 section 3.3). Strict clients stop here, because a mismatch is how servers are mixed up.`
      : `The user comes back with iss “${comesFrom(facts)}”, and the metadata that the client read names “${issuerRead({ facts, login })}” (RFC 9207). Strict clients throw the code away.`,
  check: ({ facts, exchange, login }) => {
    const { metadata } = facts;
    const iss = comesFrom(facts);
    if (iss !== undefined) {
      const read = issuerRead({ facts, login });
      return read === undefined || same(read, iss) ? [] : [fromUrl(exchange)];
    }
    const issuer = metadata?.about === 'server' ? metadata.document?.issuer : undefined;
    if (!metadata || issuer === undefined || same(issuer, serverOf({ metadata, login }))) return [];
    return isOver({ metadata, exchange, login })
      ? []
      : [fromBody('response-body', `"issuer": ${JSON.stringify(issuer)}`), fromUrl(exchange)];
  },
  fix: {
    user: {
      text: 'If your client lets you, turn off the issuer check for this server only; better have it repaired.',
    },
    operator: {
      text: 'Upgrade LiteLLM (before 1.100 it names the bare origin for every server), and set PROXY_BASE_URL to the URL that clients use.',
    },
  },
});

/** The issuer that a callback names (RFC 9207 section 2). */
const comesFrom = ({ oauthStep }: Facts): string | undefined =>
  oauthStep?.step === 'callback' ? oauthStep.parameters['iss'] : undefined;

/** That of the metadata by which the client sent the user away: a gateway sends them on by another server's. */
function issuerRead({ facts, login }: Given<'facts' | 'login'>): string | undefined {
  const sent = authorizationsByState(login).get(facts.oauthStep?.parameters['state'])?.at(-1)?.exchange
    .request.url;
  const leadsThere = (endpoint: string | undefined) =>
    sent !== undefined && endpoint !== undefined && same(endpoint, sent);
  return login.findLast(({ metadata }) => leadsThere(metadata?.document?.authorizationEndpoint))?.metadata
    ?.document?.issuer;
}

/** Whether the client got past the server's metadata before. */
function isOver(given: Given<'metadata' | 'exchange' | 'login'>): boolean {
  const { metadata, login } = given;
  const { document, expected } = metadata;
  const server = serverOf(given);
  const isFallback = !same(expected, server);
  const before = readBefore(given);
  const isNews = before !== undefined && before.issuer !== document?.issuer;
  return (
    wasReadElsewhere(given, ({ issuer }) => issuer !== undefined && same(issuer, server)) ||
    (isFallback && wasUsedAt(server, login)) ||
    (document !== undefined && !isNews && wasUsed(document, login))
  );
}
