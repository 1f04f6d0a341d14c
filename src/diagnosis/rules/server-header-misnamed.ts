import type { Exchange } from '../../exchange/exchange.ts';
import { type ServerCredential, serverCredentials } from '../../litellm/client-credentials.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when a request carries `x-mcp-{alias}-...` with hyphens or capitals in the alias and the label says that
 * another credential, or none, was used. Labels that say nothing of it keep the rule quiet. Source: LiteLLM's
 * documentation, "Client-side credentials".
 */
export const serverHeaderMisnamed = rule({
  id: 'server-header-misnamed',
  hop: 'client-to-gateway',
  level: 'warning',
  needs: ['debug', 'exchange'],
  title: ({ exchange }) =>
    `LiteLLM does not match ${misnamed(exchange)
      .map(({ name }) => name)
      .join(', ')} to a server`,
  why: 'In x-mcp-{alias}-… LiteLLM looks for the alias in lower case with underscores. With hyphens or capitals no server is found, and the credential is not used.',
  check: ({ debug, exchange }) =>
    !CONTRADICTS.has(debug.resolution ?? '')
      ? []
      : misnamed(exchange).flatMap(({ name }) => [
          ...fromRequestHeader(exchange, name),
          ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution'),
        ]),
  fix: ({ exchange }) => ({
    user: {
      text: 'Spell the alias as LiteLLM does.',
      commands: misnamed(exchange).map(({ name, alias }) => ({
        label: `Instead of ${name}`,
        language: 'http',
        text: `${name.replace(alias, alias.toLowerCase().replaceAll('-', '_'))}: Bearer $SERVER_TOKEN`,
      })),
    },
    operator: { text: 'Give the server an alias in lower case with underscores.' },
  }),
});

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
