import { asLitellmSpells, misnamedHeaders } from '../computed/misnamed-headers.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

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
  title: ({ facts }) =>
    `LiteLLM does not match ${misnamedHeaders(facts)
      .map(({ name }) => name)
      .join(', ')} to a server`,
  why: 'In x-mcp-{alias}-… LiteLLM looks for the alias in lower case with underscores. With hyphens or capitals no server is found, and the credential is not used.',
  check: ({ exchange, facts }) =>
    misnamedHeaders(facts).flatMap(({ name }) => [
      ...fromRequestHeader(exchange, name),
      ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution'),
    ]),
  fix: ({ facts }) => ({
    user: {
      text: 'Spell the alias as LiteLLM does.',
      commands: misnamedHeaders(facts).map(({ name, alias }) => ({
        label: 'Header',
        language: 'http',
        text: `${name.replace(alias, () => asLitellmSpells(alias))}: Bearer $SERVER_TOKEN`,
      })),
    },
    operator: { text: 'Give the server an alias in lower case with underscores.' },
  }),
});
