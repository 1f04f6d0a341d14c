import type { Exchange } from '../exchange/exchange.ts';
import { isRecord, readJson } from '../exchange/json.ts';
import type { RpcMessage } from '../mcp/json-rpc.ts';
import type { Rpc } from '../mcp/rpc.ts';
import type { Route } from './routes.ts';

/**
 * What a call was answered with: the JSON-RPC messages, or the bare result of LiteLLM's REST routes as such a message
 * (litellm/proxy/_experimental/mcp_server/rest_endpoints.py).
 */
export function answersOf(
  { response }: Exchange,
  rpc: Rpc | undefined,
  route: Route | undefined,
): readonly RpcMessage[] {
  if (rpc || route?.form !== 'mcp-rest' || response.status < 200 || response.status > 299)
    return rpc?.received ?? [];
  const json = readJson(response.body?.text);
  return isRecord(json) ? [{ type: 'result', id: null, result: json, json }] : [];
}
