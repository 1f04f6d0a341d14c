import { header } from '../../exchange/exchange.ts';
import { fromBody, fromResponseHeader, fromStatus, fromUrl } from '../evidence.ts';
import { type Facts, rule } from '../rule.ts';

/**
 * Fires when a POST with a JSON-RPC request is answered by 405, or by a 2xx whose body, or content type where the client
 * did not read the body, is neither JSON-RPC nor an event stream, such as a login page. Not on an empty body of the right
 * type, which is an answer that got lost (`response-missing`).
 * Source: MCP, streamable HTTP, "Sending Messages to the Server".
 */
export const endpointNotMcp = rule({
  id: 'endpoint-not-mcp',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['exchange', 'kind', 'facts'],
  explains: 'form',
  about: 'path',
  title: 'This URL does not answer with MCP',
  why: 'The client spoke MCP and got something else: the URL is wrong, or something in front of the gateway (a login page, an ingress) answered instead.',
  check: ({ exchange, kind, facts }) => {
    if (kind !== 'mcp' || exchange.request.method !== 'POST') return [];
    if (exchange.response.status !== 405 && !answersOtherwise(facts)) return [];
    return [
      fromUrl(exchange),
      fromStatus(exchange),
      ...fromResponseHeader(exchange, 'content-type'),
      ...(exchange.response.body?.text ? [fromBody('response-body', exchange.response.body.text)] : []),
    ];
  },
  fix: {
    user: { text: 'Check the URL: the gateway’s MCP endpoints end in /mcp or /mcp/<server>.' },
    operator: { text: 'Let MCP paths through to LiteLLM without a login page or a rewrite.' },
  },
});

/** A success that is neither JSON-RPC nor an event stream. */
function answersOtherwise({ exchange, rpc }: Facts): boolean {
  const { status, headers, body } = exchange.response;
  if (!rpc?.sent.some(({ type }) => type === 'request') || status < 200 || status > 299) return false;
  if (rpc.received.length > 0 || body?.mimeType === 'text/event-stream') return false;
  const isPage = /^text\/html\b/i.test(header(headers, 'content-type') ?? '');
  const text = (body?.text ?? '').trim();
  // Some exporters cut long bodies.
  return isPage || (text !== '' && !/^[[{]\s*(?:\{\s*)?"(?:jsonrpc|id|result|error)"/.test(text));
}
