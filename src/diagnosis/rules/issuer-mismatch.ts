import { fromBody, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when the metadata's `issuer` is not the issuer that its URL was built from; a slash at the end does not
 * count. Without an `issuer` it stays quiet: that says nothing. Source: RFC 8414 section 3.3.
 */
export const issuerMismatch = rule({
  id: 'issuer-mismatch',
  hop: 'authorization-server',
  level: 'error',
  needs: ['metadata', 'exchange', 'login'],
  title: 'The authorization server’s metadata names another issuer',
  why: (given) =>
    `It says “${given.metadata.document?.issuer}”, where “${wanted(given)}” has to stand (RFC 8414 section 3.3). Strict clients stop here, because a mismatch is how servers are mixed up.`,
  check: (given) => {
    const { metadata, exchange } = given;
    const issuer = metadata.about === 'server' ? metadata.document?.issuer : undefined;
    return issuer === undefined || bare(issuer) === bare(wanted(given))
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

/** A slash at the end is the one difference that makes none. */
const bare = (url: string): string => url.replace(/\/$/, '');

/** The issuer that the metadata's URL was built from; else the first that the resource's metadata names. */
function wanted({ metadata, login }: Given<'metadata' | 'login'>): string {
  if (metadata.document?.issuer !== undefined && bare(metadata.document.issuer) !== bare(metadata.expected))
    return metadata.expected;
  const servers = login.findLast((each) => each.metadata?.document?.authorizationServers.length)?.metadata
    ?.document?.authorizationServers;
  return servers?.find((each) => bare(each) === bare(metadata.expected)) ?? servers?.[0] ?? metadata.expected;
}
