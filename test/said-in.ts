import { GATEWAY, type Parts, refused, toolCall, toolFailed } from './har-entry.ts';

/** The same words in each form that a refusal comes in. */

/** A body of LiteLLM’s REST framework (FastAPI). */
export const inBody = (status: number, detail: unknown): Parts => ({ status, received: { detail } });

/** LiteLLM’s ProxyException (litellm/proxy/_types.py). */
export const inProxyError = (status: number, message: string): Parts => ({
  status,
  received: { error: { message, type: 'proxy_error', param: null, code: String(status) } },
});

/** A body that is no JSON. */
export const inText = (status: number, received: string, receivedType = 'text/plain'): Parts => ({
  status,
  received,
  receivedType,
  responseHeaders: { 'content-type': receivedType },
});

/** A JSON-RPC error inside an HTTP 200. */
export const inRpc = (code: number, message: string, data?: unknown): Parts => {
  const { received } = refused(code, message);
  return { received: { ...received, error: { ...received.error, data } } };
};

/** The result of a tool, with `isError`, inside an HTTP 200. */
export const inResult = (text: string): Parts => ({ sent: toolCall('everything-echo'), ...toolFailed(text) });

/** LiteLLM’s own REST route. */
export const inRest = (status: number, detail: unknown): Parts => ({
  url: `${GATEWAY}/mcp-rest/tools/call`,
  sent: { server_id: 'everything', name: 'echo', arguments: {} },
  ...inBody(status, detail),
});

/** The stream of a language model that was given MCP tools. */
export const inModelStream = (event: object): Parts => ({
  url: `${GATEWAY}/v1/responses`,
  sent: {
    model: 'm',
    input: 'hi',
    stream: true,
    tools: [{ type: 'mcp', server_label: 'everything', server_url: 'litellm_proxy/mcp/everything' }],
  },
  received: `data: ${JSON.stringify(event)}\n\n`,
  receivedType: 'text/event-stream',
});
