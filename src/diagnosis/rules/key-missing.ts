import { gatewayCredential } from '../../litellm/client-credentials.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { asksForServerLogin } from '../../litellm/gateway-challenge.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import { claudeMcpAdd } from '../commands.ts';
import { redirectThatDroppedKey } from '../computed/redirects.ts';
import { fromBody, fromStatus, missingFromRequest } from '../evidence.ts';
import { isOfEdge } from '../refusal-rule.ts';
import { rule } from '../rule.ts';

/**
 * Fires when a request carries neither `x-litellm-api-key` nor Authorization and is answered 401, or 500 in the words
 * of a refused admission, or with a body that CORS hides. Not on a 401 that asks for a login at the MCP server: there the key is not what is missing. Source:
 * `get_litellm_api_key_from_headers` in LiteLLM; recorded with 1.81 to 1.110.
 */
export const keyMissing = rule({
  id: 'key-missing',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'facts', 'past'],
  explains: 'cause',
  title: 'The request carries no LiteLLM key',
  why: 'LiteLLM looks for its key in x-litellm-api-key, then in Authorization, and found neither.',
  check: ({ failure, exchange, kind, facts, past }) => {
    if (!isGatewayCall(kind) || gatewayCredential(exchange) || facts.gateway === undefined) return [];
    if (redirectThatDroppedKey(exchange, past) || isOfEdge(facts)) return [];
    // Then only LiteLLM's own words can say it.
    if (exchange.sanitized && !/No api key passed/i.test(failure.message)) return [];
    const wantsKey = failure.status === 401 && !asksForServerLogin(exchange);
    const refusedEarly =
      failure.status === 500 && /^$|MCP request failed|internal server error/i.test(failure.message);
    return wantsKey || refusedEarly
      ? [
          missingFromRequest(KEY_HEADER, 'authorization'),
          fromStatus(exchange),
          fromBody('response-body', failure.message),
        ]
      : [];
  },
  fix: ({ exchange }) => ({
    user: {
      text: `Send the key as “${KEY_HEADER}: Bearer …”.`,
      commands: [claudeMcpAdd(exchange, 'In Claude Code')],
    },
  }),
});
