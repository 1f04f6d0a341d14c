import { originOf } from '../../exchange/origin.ts';
import { withoutQuery } from '../../litellm/routes.ts';
import { gotNoAnswer } from '../../oauth/metadata.ts';
import { curlGet } from '../commands.ts';
import { wasChallenged } from '../computed/challenges.ts';
import { fromResponseHeader, fromResponseText, fromStatus, fromUrl } from '../evidence.ts';
import { type Evidence, type Facts, type Given, rule } from '../rule.ts';

/**
 * Fires when the protected-resource metadata is no success, no JSON, or names no authorization server, and when a
 * challenge's URL of it is relative or on another origin. A 404 is an info while nobody was asked to log in: clients
 * may look. Source: RFC 9728 sections 3.2 and 3.3.
 */
export const resourceMetadataUnusable = rule({
  id: 'resource-metadata-unusable',
  hop: 'gateway',
  level: (given) => (isProbe(given) ? 'info' : 'error'),
  needs: ['exchange', 'facts', 'past'],
  // A challenge that can't be followed is not why there is one.
  explains: ({ exchange, facts }) =>
    facts.kind === 'mcp' ? undefined : exchange.response.status >= 400 ? 'status' : 'words',
  title: 'The MCP server’s OAuth metadata can’t be used',
  why: ({ facts }) =>
    metadataProblem(facts) === undefined
      ? 'The challenge names a metadata URL that a client must not follow: it is relative, or on another origin than the MCP endpoint.'
      : `A client learns from it where to log in (RFC 9728), and can’t: ${metadataProblem(facts)}.`,
  check: ({ exchange, facts }) => {
    if (facts.kind === 'mcp') return challengeProblem(facts);
    return metadataProblem(facts) === undefined
      ? []
      : [fromUrl(exchange), fromStatus(exchange), fromResponseText(exchange)];
  },
  fix: ({ exchange }) => ({
    user: { text: 'A client can’t get past this by itself. Show it to whoever runs the gateway.' },
    operator: {
      text: 'Check that the server has auth_type: oauth2, that /.well-known paths get through to LiteLLM, and PROXY_BASE_URL.',
      commands: [curlGet(exchange.request.url, 'Ask for it yourself')],
    },
  }),
});

function metadataProblem({ metadata }: Facts): string | undefined {
  if (metadata?.about !== 'resource' || gotNoAnswer(metadata)) return undefined;
  if (!metadata.document) return metadata.problem;
  return metadata.document.authorizationServers.length === 0 ? 'it names no authorization server' : undefined;
}

/** RFC 9728 section 3.3: the metadata has to come from the resource's own origin. */
function challengeProblem({ exchange, challenge }: Facts): readonly Evidence[] {
  const url = challenge?.parameters['resource_metadata'];
  if (url === undefined) return [];
  const sameOrigin = originOf(url) === originOf(exchange.request.url);
  return sameOrigin ? [] : [...fromResponseHeader(exchange, 'www-authenticate'), fromUrl(exchange)];
}

/** A client that nobody asked for a login may look whether there is one; a 404 answers that. Below a path it looks, then at the root (RFC 9728 section 3.1). */
function isProbe({ exchange, facts, past }: Given<'exchange' | 'facts' | 'past'>): boolean {
  const { status } = exchange.response;
  if (facts.kind !== 'oauth-metadata' || status < 400 || status > 499 || wasChallenged(past)) return false;
  return (
    (status === 404 && past.length > 0) ||
    !/oauth-protected-resource\/?$/.test(withoutQuery(exchange.request.url))
  );
}
