import type { Exchange } from '../../exchange/exchange.ts';
import { decodeChallenge, loginUrl } from '../../oauth/challenge.ts';
import { curlRpc } from '../commands.ts';
import { fromResponseHeader, fromStatus } from '../evidence.ts';
import { type Evidence, rule } from '../rule.ts';

/**
 * Fires when an MCP endpoint answers 401 without WWW-Authenticate, or with a Bearer challenge that names no address. Not when a rule about the key or the token already
 * says why: then the missing header is not what to repair. Source: RFC 9110 section 15.5.2, RFC 9728 section 5.1.
 */
export const challengeMissing = rule({
  id: 'challenge-missing',
  hop: 'gateway',
  level: 'warning',
  needs: ['failure', 'exchange', 'kind'],
  explains: 'status',
  title: 'The 401 does not say how to log in',
  why: 'An MCP endpoint that wants a login has to send WWW-Authenticate with resource_metadata (RFC 9728). Without it a client can’t find the authorization server.',
  check: ({ failure, exchange, kind }) =>
    kind === 'mcp' && failure.status === 401 && !saysWhere(exchange)
      ? [fromStatus(exchange), ...asked(exchange)]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'If the server wants an OAuth token, point the client to its authorization server by hand.',
    },
    operator: {
      text: 'Check that nothing in front of LiteLLM drops WWW-Authenticate, and that the server has auth_type: oauth2.',
      commands: [curlRpc(exchange.request.url, 'tools/list')],
    },
  }),
});

/** A challenge of another scheme is about another login than OAuth's. */
function saysWhere(exchange: Exchange): boolean {
  const challenge = decodeChallenge(exchange);
  return (
    challenge !== undefined && (!/^bearer$/i.test(challenge.scheme) || loginUrl(challenge) !== undefined)
  );
}

const asked = (exchange: Exchange): readonly Evidence[] => {
  const sent = fromResponseHeader(exchange, 'www-authenticate');
  return sent.length > 0
    ? sent
    : [
        {
          place: { in: 'response-header', name: 'www-authenticate' },
          quote: 'not in the response: www-authenticate',
        },
      ];
};
