import { same } from '../../litellm/address.ts';
import { readUrl, withoutQuery } from '../../litellm/routes.ts';
import { proxyBaseUrl } from '../commands.ts';
import { loginsAskedByOrigin } from '../computed/challenges.ts';
import { fromBody, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when the metadata's `resource` is neither the MCP endpoint that asked for the login nor a path above it on
 * the same origin. Without an endpoint in the recording, the metadata's own URL counts. Source: RFC 9728 section 3.3;
 * MCP, authorization, which lets a resource be less specific.
 */
export const resourceMismatch = rule({
  id: 'resource-mismatch',
  hop: 'gateway',
  level: 'error',
  needs: ['metadata', 'exchange', 'login'],
  title: 'The OAuth metadata is about another resource',
  why: (given) =>
    `It says that it describes ${inQuotes(given.metadata.document?.resource ?? '')}, but the client uses ${inQuotes(endpointUsed(given))}. Strict clients stop here, so that no token goes to a server it is not meant for.`,
  check: (given) => {
    const resource = given.metadata.about === 'resource' ? given.metadata.document?.resource : undefined;
    return resource === undefined || covers(resource, endpointUsed(given)) || isAnyones(resource, given)
      ? []
      : [fromBody('response-body', `"resource": ${JSON.stringify(resource)}`), fromUrl(given.exchange)];
  },
  fix: (given) => ({
    user: {
      text: 'Check that the metadata’s resource (in the evidence) is your MCP server, then use that URL.',
    },
    operator: {
      text: 'Behind a reverse proxy, set PROXY_BASE_URL to the URL that clients use, so that LiteLLM names itself by it.',
      commands: [proxyBaseUrl(given.exchange)],
    },
  }),
});

/** The MCP endpoint that asked for the login; without one in the recording what the metadata's own URL stands for. */
function endpointUsed({ metadata, exchange, login }: Given<'metadata' | 'exchange' | 'login'>): string {
  const origin = readUrl(exchange.request.url)?.origin;
  const asked = loginsAskedByOrigin(login).get(origin ?? '') ?? [];
  // Each server of a gateway asks by itself, and names its own metadata where it follows the standard.
  const named = (url?: string) =>
    asked.findLast(({ challenge }) => challenge?.parameters['resource_metadata'] === url);
  const challenged = named(exchange.request.url) ?? named();
  return challenged ? withoutQuery(challenged.exchange.request.url) : metadata.expected;
}

/** At the root clients look for the metadata of any endpoint of the origin; which one it was, this recording does not show. */
const isAnyones = (resource: string, given: Given<'metadata' | 'exchange' | 'login'>): boolean =>
  readUrl(given.metadata.expected)?.pathname === '/' &&
  same(endpointUsed(given), given.metadata.expected) &&
  covers(given.metadata.expected, resource);

/** RFC 9728 section 3.3 wants them identical; MCP lets the resource be a less specific URL of the same server. */
function covers(resource: string, endpoint: string): boolean {
  const [one, other] = [readUrl(resource), readUrl(endpoint)];
  if (!one || !other) return false;
  const path = one.pathname.replace(/\/$/, '');
  return (
    one.origin === other.origin && (other.pathname === path || `${other.pathname}/`.startsWith(`${path}/`))
  );
}
