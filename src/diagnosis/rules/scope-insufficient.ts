import { readServerScope } from '../../litellm/scopes.ts';
import { fromResponseHeader, fromStatus } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Facts, rule } from '../rule.ts';
import { allInQuotes, inQuotes } from '../words.ts';

/**
 * Fires when an MCP endpoint's challenge says `insufficient_scope`, or its words say that the token lacks a scope. Any other 403 is about the key or
 * about another permission (`key-not-permitted`). What a tool says of the API that it calls is its own. Source: RFC 6750 section 3.1; MCP,
 * authorization, "Scope Challenge Handling".
 */
export const scopeInsufficient = rule({
  id: 'scope-insufficient',
  hop: 'authorization-server',
  level: 'error',
  needs: ['exchange', 'kind', 'facts'],
  explains: 'words',
  about: 'server',
  title: 'The token lacks a scope',
  why: ({ facts }) => {
    const scope = isChallenged(facts) ? facts.challenge?.parameters['scope'] : saidIn(facts)?.names['scope'];
    return `The token is good, but does not allow this.${scope === undefined ? '' : neededIn(scope)}`;
  },
  check: ({ exchange, kind, facts }) => {
    if (kind !== 'mcp') return [];
    if (isChallenged(facts))
      return [fromStatus(exchange), ...fromResponseHeader(exchange, 'www-authenticate')];
    const said = saidIn(facts);
    return said ? evidenceOf(said, facts) : [];
  },
  fix: {
    user: { text: 'Log in again and agree to the scopes that the evidence names.' },
    operator: {
      text: 'List the scopes in the server’s metadata (scopes_supported), and let the authorization server grant them to this client.',
    },
  },
});

const isChallenged = ({ challenge }: Facts): boolean =>
  challenge?.parameters['error'] === 'insufficient_scope';

const saidIn = ({ refusals }: Facts) => refusals?.find(({ reason }) => reason === 'token-scope');

/** Scopes are separated by spaces (RFC 6749 section 3.3). LiteLLM writes those of several servers in a form of its own. */
function neededIn(scope: string): string {
  const scopes = scope.split(' ').filter((each) => each !== '');
  const asking = scopes.flatMap((each) => readServerScope(each) ?? []);
  const others = scopes.filter((each) => !readServerScope(each)).join(' ');
  const servers = [...new Set(asking.map(({ server }) => server))];
  const asked = servers.map((server) => {
    const wanted = asking.flatMap((each) => (each.server === server ? each.permission : []));
    return ` The server ${inQuotes(server)} asks for the ${wanted.length === 1 ? 'scope' : 'scopes'} ${allInQuotes(wanted)}.`;
  });
  return `${others === '' ? '' : ` Needed: ${inQuotes(others)}.`}${asked.join('')}`;
}
