import { type Exchange, header } from '../exchange/exchange.ts';
import { readJson, textIn } from '../exchange/json.ts';
import type { Inspected } from '../inspect.ts';
import type { RpcMessage } from '../mcp/json-rpc.ts';
import { calledOn, toolCalled } from '../mcp/rpc.ts';
import { pathOf } from './logins.ts';

/** What an exchange is called in the list: the thing it asked for, and the method it asked with. */
export interface Label {
  /** A tool's name, a JSON-RPC method, or what the request was for. */
  readonly name: string;
  /** The method, when `name` is what it was called on. */
  readonly method?: string;
}

/** Names an exchange. The name is wire text. */
export function labelOf(inspected: Inspected): Label {
  const calls = inspected.rpc?.sent ?? [];
  const first = calls[0];
  if (first) {
    const label = callLabel(first);
    return calls.length > 1 ? { ...label, name: `${label.name} +${calls.length - 1}` } : label;
  }
  return otherLabel(inspected);
}

function callLabel(message: RpcMessage): Label {
  if (!('method' in message)) return { name: message.type === 'error' ? 'error reply' : 'reply' };
  const subject = calledOn(message);
  return subject ? { name: subject, method: message.method } : { name: message.method };
}

function otherLabel({ kind, exchange, embedded }: Inspected): Label {
  const { request } = exchange;
  const path = pathOf(request.url);
  switch (kind) {
    case 'preflight':
      return { name: 'CORS preflight' };
    case 'mcp':
      if (opensStream(exchange)) return { name: 'event stream' };
      return { name: request.method === 'DELETE' ? 'end of session' : path };
    case 'mcp-rest': {
      const tool = textIn(readJson(request.body?.text), 'name');
      return tool ? { name: tool, method: path } : { name: path };
    }
    case 'llm': {
      const called = embedded?.calls[0]?.tool;
      return called ? { name: called, method: path } : { name: path };
    }
    case 'oauth-metadata':
    case 'oauth':
      return { name: path };
  }
}

/**
 * Whether a GET opens a stream of the server's messages (MCP 2025-06-18, streamable HTTP, "Listening for Messages from the
 * Server"): by the type of the response, and of what it accepts as long as the response has none. Pages GET other things on
 * such paths, as a backend's own list of servers.
 */
function opensStream({ request, response }: Exchange): boolean {
  const type = header(response.headers, 'content-type') ?? response.body?.mimeType;
  const says = type || header(request.headers, 'accept');
  return request.method === 'GET' && says?.toLowerCase().includes('text/event-stream') === true;
}

/** The names of the tools called, by whatever way. */
export function toolsOf({ rpc, embedded }: Inspected): readonly string[] {
  return [...(rpc?.sent ?? []).map(toolCalled), ...(embedded?.calls ?? []).map((call) => call.tool)].filter(
    (name) => name !== undefined,
  );
}
