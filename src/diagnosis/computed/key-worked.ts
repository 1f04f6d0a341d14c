import type { Exchange } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { gatewayCredential } from '../../litellm/client-credentials.ts';
import { toolsListed } from '../../mcp/rpc.ts';
import type { Facts } from '../rule.ts';

/** Whether the gateway listed tools for the key of a request before, so that the key is not what is wrong. */
export function keyWorked(exchange: Exchange, past: readonly Facts[]): boolean {
  const key = gatewayCredential(exchange);
  return key !== undefined && byKeyThatListed(past).has(key.mask.tag);
}

/** Exchanges that listed tools, by the tag of the key that they carried. */
const byKeyThatListed = groupIncrementally(({ exchange, rpc }: Facts): readonly string[] => {
  const key = gatewayCredential(exchange);
  const listed = rpc?.received.some((message) => (toolsListed(message)?.length ?? 0) > 0);
  return key && listed ? [key.mask.tag] : [];
});
