import { type Exchange, header } from '../exchange/exchange.ts';
import { methodsOf, type Rpc } from './rpc.ts';

/** Methods of every MCP revision from 2024-11-05 to 2026-07-28; other JSON-RPC (language servers, chains) is not ours. */
const MCP_METHOD =
  /^(?:initialize$|ping$|server\/|(?:tools|resources|prompts|completion|logging|notifications|roots|sampling|elicitation|tasks|subscriptions)\/)/;

/** Headers that only MCP's streamable HTTP transport uses (MCP 2025-06-18 basic/transports; 2026-07-28 `Mcp-Method`). */
const MCP_HEADERS = ['mcp-protocol-version', 'mcp-session-id', 'mcp-method'];

/** Whether an exchange is MCP by what it says: its JSON-RPC methods or its headers, whatever its URL. */
export function speaksMcp({ request, response }: Exchange, rpc: Rpc | undefined): boolean {
  return (
    (rpc !== undefined && methodsOf(rpc).some((method) => MCP_METHOD.test(method))) ||
    MCP_HEADERS.some((name) => header(request.headers, name) ?? header(response.headers, name))
  );
}

/** Whether a request is one of the legacy transport's streams: a GET for events that names its endpoint first. */
export function isLegacyStream({ request, response, streamEvents }: Exchange): boolean {
  if (request.method !== 'GET') return false;
  return streamEvents?.[0]?.event === 'endpoint' || /^event: ?endpoint\s/.test(response.body?.text ?? '');
}
