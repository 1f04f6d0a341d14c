import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { allServersUrl, curlRpc } from '../commands.ts';
import { keyWorked } from '../computed/key-worked.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on a status of 500 or more of LiteLLM's own that nothing explains. Older LiteLLM answers unknown keys like this, which the text says
 * unless the same key listed tools before. A page or a plain line is a proxy's (`edge-failed`); on MCP routes nothing tells the two apart without a
 * body, and not even that there was an exception. Source: recordings of LiteLLM 1.81 (`MCP request failed`).
 */
export const gatewayException = rule({
  id: 'gateway-exception',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'facts', 'past'],
  explains: 'status',
  about: 'server',
  title: ({ failure }) => `LiteLLM failed inside (HTTP ${failure.status})`,
  why: ({ exchange, past }) =>
    keyWorked(exchange, past)
      ? 'The same key listed tools elsewhere in this recording, so the key is fine. The cause stands in LiteLLM’s log.'
      : 'An error inside LiteLLM; older versions answer so to unknown keys too. The cause stands in LiteLLM’s log.',
  check: ({ failure, exchange, kind, facts }) => {
    if (kind !== 'llm' && exchange.bodies !== undefined && !exchange.response.body?.text) return [];
    const isProxys = facts.refusals?.some(
      ({ by, product = 'LiteLLM' }) => by === 'edge' || product !== 'LiteLLM',
    );
    return isGatewayCall(kind) && failure.status >= 500 && !isProxys && facts.gateway !== undefined
      ? [fromStatus(exchange), fromBody('response-body', failure.message)]
      : [];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'If you are not sure of your key, try it on a plain tools/list first. Then give the operator the time of this request.',
      commands: [curlRpc(allServersUrl(exchange), 'tools/list')],
    },
    operator: {
      text: 'Look for an ERROR line of that time in LiteLLM’s log; start it with --detailed_debug if there is none.',
    },
  }),
});
