import { same } from '../../litellm/address.ts';
import { readBefore, serverOf, wasReadElsewhere, wasUsed, wasUsedAt } from '../computed/server-metadata.ts';
import { fromBody, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

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
  needs: ['metadata', 'exchange', 'login'],
  title: 'The authorization server’s metadata names another issuer',
  why: (given) =>
    `It says “${given.metadata.document?.issuer}”, where “${serverOf(given)}” has to stand (RFC 8414 section 3.3). Strict clients stop here, because a mismatch is how servers are mixed up.`,
  check: (given) => {
    const { metadata, exchange } = given;
    const issuer = metadata.about === 'server' ? metadata.document?.issuer : undefined;
    return issuer === undefined || same(issuer, serverOf(given)) || isOver(given)
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
