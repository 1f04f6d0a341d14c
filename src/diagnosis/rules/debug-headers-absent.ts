import { asksForDebug } from '../../litellm/debug-headers.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { DEBUG_REQUEST_HEADER } from '../../litellm/header-names.ts';
import { fromRequestHeader, fromStatus } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when a request to the gateway asked for debug headers and the answer has none. Never a fault by itself:
 * LiteLLM sends none on its REST and LLM routes, on `/sse`, and with what it refuses before dispatch, and the text
 * says which it is. Source: `MCPDebug` in LiteLLM's mcp_debug.py; recorded.
 */
export const debugHeadersAbsent = rule({
  id: 'debug-headers-absent',
  hop: 'gateway',
  level: 'info',
  needs: ['exchange', 'kind', 'facts'],
  once: true,
  about: 'gateway',
  title: (given) => (isExpected(given) ? 'No debug headers here, as expected' : 'No debug headers came back'),
  why: (given) => reason(given),
  check: ({ exchange, kind, facts }) =>
    isGatewayCall(kind) && exchange.response.status > 0 && asksForDebug(exchange) && !facts.debug
      ? [...fromRequestHeader(exchange, DEBUG_REQUEST_HEADER), fromStatus(exchange)]
      : [],
  fix: (given) =>
    isExpected(given)
      ? { user: { text: 'Nothing. For debug headers, look at calls to the MCP endpoint itself.' } }
      : {
          operator: {
            text: 'Check that the URL leads to LiteLLM 1.81 or newer, and that nothing in front of it drops x-mcp-debug-* response headers.',
          },
        },
});

type Asked = Given<'exchange' | 'kind'>;

/** LiteLLM adds the headers in its streamable HTTP handler only, and only to answers given after dispatch. */
function isExpected({ exchange, kind }: Asked): boolean {
  return kind !== 'mcp' || exchange.response.status >= 300 || /\/sse\/?(?:$|\?)/.test(exchange.request.url);
}

function reason(given: Asked): string {
  if (given.kind !== 'mcp') return 'LiteLLM never sends them on this route. This is expected.';
  if (given.exchange.response.status >= 300) {
    return 'LiteLLM refused or redirected the request before it got to the MCP server, and sends none then. This is expected.';
  }
  return isExpected(given)
    ? 'LiteLLM never sends them on the older SSE transport. This is expected.'
    : 'The request asked for them. Either this is not LiteLLM, or it is older than the feature, or something in between drops them.';
}
