import { type Exchange, header } from '../exchange/exchange.ts';
import { memberOf } from '../exchange/json.ts';
import type { RpcMessage } from './json-rpc.ts';
import { methodsOf, type Rpc } from './rpc.ts';

/** Methods of every MCP revision from 2024-11-05 to 2026-07-28; other JSON-RPC (language servers, chains) is not ours. */
const MCP_METHOD =
  /^(?:server\/discover$|(?:tools|resources|prompts|completion|logging|notifications|roots|sampling|elicitation|subscriptions)\/)/;

/** Methods of MCP that others have as well: language servers `initialize`, agents `tasks/get` (A2A), anyone `ping`. */
const SHARED_METHOD = /^(?:initialize$|ping$|server\/|tasks\/)/;

/** Headers that only MCP's streamable HTTP transport uses (MCP 2025-06-18 basic/transports; 2026-07-28 `Mcp-Method`). */
const MCP_HEADERS = ['mcp-protocol-version', 'mcp-session-id', 'mcp-method'];

/** Whether an exchange is MCP by what it says: its JSON-RPC or its headers, whatever its URL. */
export function speaksMcp(exchange: Exchange, rpc: Rpc | undefined): boolean {
  const { request, response } = exchange;
  if (MCP_HEADERS.some((name) => header(request.headers, name) ?? header(response.headers, name)))
    return true;
  if (rpc === undefined) return false;
  return (
    methodsOf(rpc).some((method) => MCP_METHOD.test(method)) ||
    (maySpeakMcp(rpc) && (acceptsBoth(exchange) || rpc.sent.some(introducesClient)))
  );
}

/** Whether JSON-RPC has a method of MCP that other protocols have as well, so that a second sign has to say whose it is. */
export function maySpeakMcp({ sent }: Rpc): boolean {
  return sent.some(
    (message) => 'method' in message && SHARED_METHOD.test(message.method) && !isAgents(message),
  );
}

/** A2A names a task by `id` where MCP says `taskId` (A2A 0.3 section 7.3; MCP 2025-11-25 basic/utilities/tasks). */
const isAgents = (message: RpcMessage): boolean =>
  'method' in message &&
  message.method.startsWith('tasks/') &&
  memberOf(message.params, 'id') !== undefined &&
  memberOf(message.params, 'taskId') === undefined;

/** As MCP's `initialize` does. A language server's client says `clientInfo` too, beside its `processId` (LSP 3.17). */
const introducesClient = (message: RpcMessage): boolean =>
  'params' in message &&
  (memberOf(message.params, 'protocolVersion') !== undefined ||
    (memberOf(message.params, 'clientInfo') !== undefined &&
      memberOf(message.params, 'processId') === undefined));

/** Whether a request accepts both types, as MCP's POST must (MCP 2025-06-18, streamable HTTP, "Sending Messages"). */
export function acceptsBoth({ request }: Exchange): boolean {
  const accept = header(request.headers, 'accept') ?? '';
  return accept.includes('application/json') && accept.includes('text/event-stream');
}

/** Whether a request is one of the legacy transport's streams: a GET for events that names its endpoint first. */
export function isLegacyStream({ request, response, streamEvents }: Exchange): boolean {
  if (request.method !== 'GET') return false;
  return streamEvents?.[0]?.event === 'endpoint' || /^event: ?endpoint\s/.test(response.body?.text ?? '');
}

/** Whether an URL has the word in its host or path: `https://mcp.example`, `/v1/oauth/mcp/register`, `/realms/mcp-realm`. */
export function namesMcp(url: string): boolean {
  const [bare = ''] = url.split(/[?#]/, 1);
  return /(?<![a-z\d])mcp(?![a-z\d])/i.test(bare);
}
