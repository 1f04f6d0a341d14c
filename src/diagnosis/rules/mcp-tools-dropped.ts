import { curlRpc, serverUrl } from '../commands.ts';
import { fromBody } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires on a successful answer of an LLM route with MCP tools in which nothing of them shows: neither listed tools
 * nor a call. A warning in a stream, where a recorded success shows the list; without streaming both look the same,
 * so it is an info. Not when a call failed or the key may not use the server, nor on
 * `/v1/messages`, which never shows them. Source: litellm_proxy_mcp_handler.py
 * and mcp_streaming_iterator.py in litellm/responses/mcp.
 */
export const mcpToolsDropped = rule({
  id: 'mcp-tools-dropped',
  hop: 'gateway',
  level: (given) => (isStream(given) ? 'warning' : 'info'),
  needs: ['embedded', 'exchange'],
  unless: ['embedded-call-failed', 'key-not-permitted'],
  title: 'The answer shows nothing of the MCP tools',
  why: (given) =>
    isStream(given)
      ? 'When LiteLLM gets the tools of an MCP server, its stream says so. This one does not, so the model answered without them.'
      : 'The model answered without calling a tool. Without streaming the answer looks the same whether it had the tools or not.',
  check: ({ embedded, exchange }) => {
    // Of a cut stream the list may be in the rest.
    if (exchange.bodies !== undefined) return [];
    const { status, body, error } = exchange.response;
    const answered = status >= 200 && status < 300 && body?.text !== undefined && error === undefined;
    return answered &&
      embedded.showsTools &&
      !FAILED.test(body.text) &&
      !embedded.toolsListed &&
      embedded.calls.length === 0
      ? [
          fromBody(
            'request-body',
            `"server_label": ${embedded.labels.map((label) => JSON.stringify(label)).join(', ')}`,
          ),
        ]
      : [];
  },
  fix: ({ embedded, exchange }) => ({
    user: {
      text: 'Check server_label and server_url (litellm_proxy/mcp/<server>), and that your key may use the server. Then list its tools on the MCP endpoint.',
      commands: embedded.labels.slice(0, 3).map((label) => curlRpc(serverUrl(exchange, label), 'tools/list')),
    },
    operator: { text: 'Grant the server to the key or its team (object_permission.mcp_servers).' },
  }),
});

/** The model's own failure, as an event of a stream or as the whole answer. */
const FAILED = /^data: ?\{"error"|"type": ?"(?:error|response\.failed)"|"status": ?"failed"/m;

const isStream = ({ exchange }: Given<'exchange'>): boolean =>
  exchange.response.body?.mimeType === 'text/event-stream';
