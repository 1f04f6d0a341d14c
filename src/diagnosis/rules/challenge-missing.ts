import { curlRpc } from '../commands.ts';
import { fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when an MCP endpoint answers 401 without WWW-Authenticate. Not when a rule about the key or the token already
 * says why: then the missing header is not what to repair. Source: RFC 9110 section 15.5.2, RFC 9728 section 5.1.
 */
export const challengeMissing = rule({
  id: 'challenge-missing',
  hop: 'gateway',
  level: 'warning',
  needs: ['failure', 'exchange', 'kind'],
  explains: 'status',
  title: 'The 401 does not say how to log in',
  why: 'An MCP endpoint that wants a login has to send WWW-Authenticate (RFC 9728). Without it a client can’t find the authorization server.',
  check: ({ failure, exchange, kind }) =>
    kind === 'mcp' &&
    failure.status === 401 &&
    !exchange.response.headers.some(({ name }) => /^www-authenticate$/i.test(name))
      ? [
          fromStatus(exchange),
          {
            place: { in: 'response-header', name: 'www-authenticate' },
            quote: 'not in the response: www-authenticate',
          },
        ]
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
