import { gatewayCredential } from '../../litellm/client-credentials.ts';
import type { Failure } from '../../litellm/failure.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { asksForGatewayKey } from '../../litellm/gateway-challenge.ts';
import { curlRpc } from '../commands.ts';
import { fromBody, fromRequestHeader, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/** litellm/proxy/auth/user_api_key_auth.py and auth_checks.py. */
const REFUSALS =
  /Invalid proxy server token|Expired Key|expired_key|token_not_found|not found in db|invalid (?:api |virtual )?key|Authentication Error|LiteLLM Virtual Key expected|has been deactivated via SCIM/i;

/** The key is known, and switched off. */
const BLOCKED = /\bis blocked\b|has been deactivated via SCIM/;

/** A provider of models refused LiteLLM's own key for it (litellm/exceptions.py). */
const OF_PROVIDER = /^litellm\.\w{1,40}(?:Error|Exception): /;

/** Until 1.111 LiteLLM says some of it as an exception of its own (server.py, `MCP request failed`). */
const isFlattened = ({ status, message }: Failure): boolean =>
  status === 500 && /\bMCP request failed\b/.test(message) && /\bAuthentication Error\b/.test(message);

/**
 * Fires on a 401 whose words say that the key is unknown, expired or invalid, and when LiteLLM asks for its key although
 * the request brings one. Not when there is no key or it lacks its scheme, which is known better, nor when LiteLLM's words in a 401 name
 * another cause: a role, a budget, its database. Source: LiteLLM's
 * auth/user_api_key_auth.py and auth_checks.py; recorded with 1.110.
 */
export const keyRejected = rule({
  id: 'key-rejected',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'facts'],
  explains: 'words',
  title: ({ failure, exchange }) => {
    if (BLOCKED.test(failure.message)) return 'LiteLLM has blocked this key, its team or its user';
    if (/expired/i.test(failure.message)) return 'LiteLLM says that the key has expired';
    return asksForGatewayKey(exchange)
      ? 'LiteLLM does not know this key, or it has expired'
      : 'LiteLLM does not know this key';
  },
  why: ({ exchange }) => {
    const key = gatewayCredential(exchange);
    const where = key
      ? `The key came in ${key.name} and looks like ${key.mask.look}.`
      : exchange.sanitized
        ? 'The header with the key was taken out of this recording.'
        : 'The key came in no header that LiteLLM reads.';
    return `${where} LiteLLM refused it before it looked at any MCP server.`;
  },
  check: ({ failure, exchange, kind, facts: { refusals } }) => {
    if (!isGatewayCall(kind) || !(failure.status === 401 || isFlattened(failure))) return [];
    if (refusals?.some(({ by, reason }) => by === 'gateway' && reason !== 'auth')) return [];
    const key = gatewayCredential(exchange);
    const isTold = REFUSALS.test(failure.message) && !OF_PROVIDER.test(failure.message);
    if (!isTold && !(key && asksForGatewayKey(exchange))) return [];
    return [
      fromStatus(exchange),
      fromBody('response-body', failure.message),
      ...(key ? fromRequestHeader(exchange, key.name) : []),
    ];
  },
  fix: ({ exchange, failure }) =>
    BLOCKED.test(failure.message)
      ? {
          user: { text: 'Ask the gateway operator why, or use another key.' },
          operator: {
            text: 'Unblock the one that the message names (/key/unblock, /team/unblock, /project/update), or activate the user again at the identity provider (SCIM).',
          },
        }
      : {
          user: {
            text: 'Use a valid key of this LiteLLM. Check that no other kind of key (of a model provider, of another installation) got in its place.',
            commands: [curlRpc(exchange.request.url, 'tools/list')],
          },
          operator: {
            text: 'Look the key up in LiteLLM’s key list: expired, blocked, or made in another database.',
          },
        },
});
