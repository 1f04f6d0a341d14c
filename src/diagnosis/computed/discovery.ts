import { header } from '../../exchange/exchange.ts';
import { methodsOf } from '../../mcp/rpc.ts';
import type { Facts } from '../rule.ts';

/**
 * Whether a request is one by which new clients find out whether a server speaks their version, and fall back where it does not
 * (`server/discover`, MCP 2026-07-28), or may be one: where the recording lacks what was sent, it is known by its headers.
 */
export function isDiscovery({ rpc, exchange: { request } }: Pick<Facts, 'rpc' | 'exchange'>): boolean {
  if (rpc !== undefined && methodsOf(rpc).length > 0) return methodsOf(rpc).includes('server/discover');
  const method = header(request.headers, 'mcp-method');
  if (method !== undefined) return method === 'server/discover';
  return (header(request.headers, 'mcp-protocol-version') ?? '') >= '2026';
}
