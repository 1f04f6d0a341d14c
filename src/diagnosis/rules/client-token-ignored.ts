import { ignoresClientToken } from '../../litellm/managed-login.ts';
import { serverConfigOf } from '../commands.ts';
import { fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when a request brings a token in Authorization beside the gateway's key, and LiteLLM asks for a login in its own
 * form (`authorization_uri`, no `error`). Not when the server refused the token (`error="invalid_token"`), nor without a
 * token, where the login is just to come. Source: the challenge for "gateway-managed interactive" servers in LiteLLM's
 * server.py; recorded with 1.100 and 1.108.
 */
export const clientTokenIgnored = rule({
  id: 'client-token-ignored',
  hop: 'gateway',
  level: 'warning',
  needs: ['exchange', 'kind'],
  explains: 'cause',
  title: 'LiteLLM does not take the token that you sent',
  why: 'LiteLLM manages the logins of this server itself. From 1.100 on it then goes only by tokens that it keeps in its database for you, and asks for a login whatever Authorization says.',
  check: ({ exchange, kind }) =>
    kind === 'mcp' && ignoresClientToken(exchange)
      ? [
          fromStatus(exchange),
          ...fromRequestHeader(exchange, 'authorization'),
          ...fromResponseHeader(exchange, 'www-authenticate'),
        ]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'Logging in once more brings another token of the same kind, which LiteLLM does not take either. Show this to whoever runs the gateway.',
    },
    operator: {
      text: 'Let clients bring their own token, or give LiteLLM a database in which it can keep the tokens of its users.',
      commands: [serverConfigOf(exchange, ['auth_type: oauth2', 'delegate_auth_to_upstream: true'])],
    },
  }),
});
