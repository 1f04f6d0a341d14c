import type { Exchange } from '../../exchange/exchange.ts';
import { type ServerCredential, serverCredentials } from '../../litellm/client-credentials.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { type Facts, rule } from '../rule.ts';

/**
 * Fires when a request carries `x-mcp-{alias}-...` with hyphens or capitals in the alias and the label says that
 * another credential, or none, was used; or when the request was refused before there was a label, and the alias is the
 * server's in another spelling. Labels that say nothing of it keep the rule quiet. Source: LiteLLM's documentation,
 * "Client-side credentials".
 */
export const serverHeaderMisnamed = rule({
  id: 'server-header-misnamed',
  hop: 'client-to-gateway',
  level: 'warning',
  needs: ['exchange', 'facts'],
  explains: 'cause',
  title: ({ exchange }) =>
    `LiteLLM does not match ${misnamed(exchange)
      .map(({ name }) => name)
      .join(', ')} to a server`,
  why: 'In x-mcp-{alias}-… LiteLLM looks for the alias in lower case with underscores. With hyphens or capitals no server is found, and the credential is not used.',
  check: ({ exchange, facts }) =>
    misnamed(exchange).flatMap(({ name, alias }) =>
      isUnused(facts, alias)
        ? [
            ...fromRequestHeader(exchange, name),
            ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution'),
          ]
        : [],
    ),
  fix: ({ exchange }) => ({
    user: {
      text: 'Spell the alias as LiteLLM does.',
      commands: misnamed(exchange).map(({ name, alias }) => ({
        label: 'Header',
        language: 'http',
        text: `${name.replace(alias, () => spelled(alias))}: Bearer $SERVER_TOKEN`,
      })),
    },
    operator: { text: 'Give the server an alias in lower case with underscores.' },
  }),
});

/** By the proxy's label; or, where it gave none, because it refused the request although its server is the one meant. */
function isUnused({ debug, route, exchange }: Facts, alias: string): boolean {
  if (debug) return CONTRADICTS.has(debug.resolution ?? '');
  // The case of a header's name says nothing: HTTP has none.
  const sent = alias.toLowerCase();
  const isMeant = route?.servers.some((server) => server !== sent && server === spelled(sent));
  return isMeant === true && exchange.response.status === 401;
}

const spelled = (alias: string): string => alias.toLowerCase().replaceAll('-', '_');

/** Labels that say that the credential was not used; the others say nothing of it, or that it was. */
const CONTRADICTS: ReadonlySet<string> = new Set([
  'no-auth',
  'static-token',
  'm2m-client-credentials',
  'oauth2-passthrough',
]);

function misnamed(exchange: Exchange): readonly ServerCredential[] {
  return serverCredentials(exchange).filter(({ alias }) => /[-A-Z]/.test(alias));
}
