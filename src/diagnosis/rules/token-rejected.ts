import { credentialIn } from '../../litellm/client-credentials.ts';
import { ignoresClientToken } from '../../litellm/managed-login.ts';
import { issuedTokens } from '../computed/issued-tokens.ts';
import { fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when an MCP endpoint answers 401 to a token that this recording shows being issued. A token from elsewhere
 * may have expired long ago, which is no surprise. Source: RFC 6750 section 3.1.
 */
export const tokenRejected = rule({
  id: 'token-rejected',
  hop: 'gateway-to-server',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'login'],
  explains: 'cause',
  about: 'server',
  title: 'The token that was just issued is refused',
  why: (given) =>
    ignoresClientToken(given.exchange)
      ? 'The login went through, but LiteLLM itself answers its token with 401: it does not take the tokens that clients bring for this server.'
      : `The login went through, but the MCP endpoint answers its token with 401.${claims(given)}`,
  check: ({ failure, exchange, kind, login }) => {
    if (kind !== 'mcp' || failure.status !== 401) return [];
    const sent = credentialIn(exchange, 'authorization');
    const issued = issuedTokens(login).find(({ tag }) => tag === sent?.mask.tag);
    return issued
      ? [
          fromStatus(exchange),
          ...fromRequestHeader(exchange, 'authorization'),
          ...fromResponseHeader(exchange, 'www-authenticate'),
          { place: { in: 'response-body' }, quote: '"access_token" was issued', exchange: issued.issuedBy },
        ]
      : [];
  },
  fix: ({ exchange }) => ({
    user: {
      text: ignoresClientToken(exchange)
        ? 'Show this to whoever runs the gateway: another login brings a token of the same kind.'
        : 'Log in once more: if the token has expired, that replaces it. If the new one is refused too, show this to the operator.',
    },
    operator: {
      text: ignoresClientToken(exchange)
        ? 'See client-token-ignored: let clients bring their own token, or give LiteLLM a database to keep them in.'
        : 'Compare the token’s aud and iss with what the MCP server expects, and both clocks. An audience mismatch means that the client asked for another resource.',
    },
  }),
});

/** What the token itself says, where it is a JWT. */
function claims({ exchange }: Given<'exchange'>): string {
  const said = Object.entries(credentialIn(exchange, 'authorization')?.mask.claims ?? {}).map(
    ([name, value]) => `${name} ${inQuotes(name === 'exp' ? readTime(value) : value)}`,
  );
  return said.length === 0 ? '' : ` The token says: ${said.join(', ')}.`;
}

/** RFC 7519 counts seconds; a number that is no time stays as it is. */
function readTime(seconds: string): string {
  const time = new Date(Number(seconds) * 1000);
  return Number.isNaN(time.getTime()) ? seconds : time.toISOString();
}
