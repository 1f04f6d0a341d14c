import { type Exchange, header } from '../../exchange/exchange.ts';
import { isGatewayCall } from '../../litellm/recognise.ts';
import { gatewayOf, serversOrUrl } from '../about.ts';
import { allServersUrl, curlRpc } from '../commands.ts';
import { keyWorked } from '../computed/key-worked.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { KEY_RULES } from '../key-rules.ts';
import { rule } from '../rule.ts';
import { UPSTREAM_RULES } from '../upstream-rules.ts';

/**
 * Fires on a status of 500 or more from a route of the gateway that no rule about the key, the configuration or the
 * REST route explains. Older LiteLLM answers unknown keys so, which the text says unless the same key listed tools
 * before. Without a known body nothing tells LiteLLM’s own from those, and on MCP routes it is no more than an info. Source: recordings of
 * LiteLLM 1.81 (`MCP request failed`).
 */
export const gatewayException = rule({
  id: 'gateway-exception',
  hop: 'gateway',
  level: ({ exchange, kind }) =>
    exchange.bodies === undefined || kind === 'llm' || isProxys(exchange) ? 'error' : 'info',
  needs: ['failure', 'exchange', 'kind', 'facts', 'past'],
  about: ({ exchange, facts }) => (isProxys(exchange) ? [gatewayOf(facts)] : serversOrUrl(facts)),
  unless: [...KEY_RULES, 'gateway-misconfigured', 'rest-request-invalid', ...UPSTREAM_RULES],
  title: ({ failure, exchange }) =>
    isProxys(exchange)
      ? `What stands in front of LiteLLM answered with HTTP ${failure.status}`
      : `LiteLLM failed inside (HTTP ${failure.status})`,
  why: ({ exchange, past }) =>
    isProxys(exchange)
      ? 'LiteLLM answers its MCP routes with JSON, and this is a page or plain text: a reverse proxy or an ingress could not reach it.'
      : keyWorked(exchange, past)
        ? 'The same key listed tools elsewhere in this recording, so the key is fine. The cause stands in LiteLLM’s log.'
        : 'An error inside LiteLLM; older versions answer so to unknown keys too. The cause stands in LiteLLM’s log.',
  check: ({ failure, exchange, kind }) =>
    isGatewayCall(kind) && failure.status >= 500
      ? [fromStatus(exchange), fromBody('response-body', failure.message)]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'If you are not sure of your key, try it on a plain tools/list first. Then give the operator the time of this request.',
      commands: [curlRpc(allServersUrl(exchange), 'tools/list')],
    },
    operator: {
      text: isProxys(exchange)
        ? 'See whether LiteLLM runs and whether the proxy in front of it has the right address and a long enough timeout.'
        : 'Look for an ERROR line of that time in LiteLLM’s log; start it with --detailed_debug if there is none.',
    },
  }),
});

/** A page, or the plain words with which proxies say that they got no answer (RFC 9110 sections 15.6.3 to 15.6.5). */
function isProxys({ response: { status, headers } }: Exchange): boolean {
  const type = header(headers, 'content-type') ?? '';
  return /^text\/html\b/i.test(type) || (status >= 502 && status <= 504 && /^text\/plain\b/i.test(type));
}
