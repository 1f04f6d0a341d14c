import { readUrl } from '../../litellm/routes.ts';
import { gotNoAnswer, isUsable } from '../../oauth/metadata.ts';
import { curlGet } from '../commands.ts';
import { wasChallenged } from '../computed/challenges.ts';
import { callsByRoute } from '../computed/earlier-calls.ts';
import { fromResponseText, fromStatus, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

type Asked = Given<'metadata' | 'exchange' | 'past'>;

/**
 * Fires when the authorization server's metadata is no success, no JSON, or lacks its authorization or token
 * endpoint. A 404 is an info while nobody was asked to log in, and where OpenID Connect's URL is still to come.
 * Source: RFC 8414 sections 2 and 3.
 */
export const serverMetadataUnusable = rule({
  id: 'server-metadata-unusable',
  hop: 'authorization-server',
  level: (given) => (hasFallback(given) ? 'info' : 'error'),
  needs: ['metadata', 'exchange', 'past'],
  explains: ({ exchange }) => (exchange.response.status >= 400 ? 'status' : 'words'),
  title: 'The authorization server’s metadata can’t be used',
  why: (given) =>
    hasFallback(given)
      ? 'There is no metadata at this URL. Nobody asked for a login, or the client tries the OpenID Connect URL next.'
      : `A client learns from it where to send the user and where to get the token (RFC 8414), and can’t: ${problem(given)}.`,
  check: (given) =>
    problem(given) === undefined
      ? []
      : [fromUrl(given.exchange), fromStatus(given.exchange), fromResponseText(given.exchange)],
  fix: (given) => ({
    user: {
      text: hasFallback(given)
        ? 'Nothing.'
        : 'A client can’t get past this by itself. Show it to whoever runs the gateway.',
    },
    operator: {
      text: 'Check that the server is an OAuth server for LiteLLM (auth_type: oauth2) and that authorization_url and token_url are set or can be discovered.',
      commands: [curlGet(given.exchange.request.url, 'Ask for it yourself')],
    },
  }),
});

function problem({ metadata }: Asked): string | undefined {
  if (metadata.about !== 'server' || gotNoAnswer(metadata)) return undefined;
  if (!metadata.document) return metadata.problem;
  const { authorizationEndpoint, tokenEndpoint } = metadata.document;
  if (authorizationEndpoint === undefined) return 'it names no authorization_endpoint';
  if (tokenEndpoint === undefined) return 'it names no token_endpoint';
  return isUsable(metadata.document) ? undefined : 'its endpoints are no absolute URLs';
}

/**
 * A 404 is no failure yet where nobody asked for a login, and of another party's RFC 8414 URL: many servers have OpenID
 * Connect's only.
 */
function hasFallback({ metadata, exchange, past }: Asked): boolean {
  if (!/^HTTP 4(?!29)/.test(metadata.problem ?? '')) return false;
  if (past.length === 0) return exchange.request.url.includes('/.well-known/oauth-authorization-server');
  const origin = readUrl(exchange.request.url)?.origin;
  const isGateway = callsByRoute(past).has(origin);
  return !wasChallenged(past) || (!isGateway && WITH_ANOTHER_BEHIND.test(exchange.request.url));
}

/** Of an issuer with a path, clients try RFC 8414's URL, then OpenID Connect's in the same form, then the one below the path (MCP 2025-11-25). */
const WITH_ANOTHER_BEHIND = /\/\.well-known\/(?:oauth-authorization-server|openid-configuration\/[^/?#])/;
