import type { Exchange } from '../exchange/exchange.ts';
import { gatewayCredential } from '../litellm/client-credentials.ts';
import { toolsListed } from '../mcp/rpc.ts';
import type { Facts } from './rule.ts';

/** Whether the gateway listed tools for the key of a request before, so that the key is not what is wrong. */
export function keyWorked(exchange: Exchange, past: readonly Facts[]): boolean {
  const key = gatewayCredential(exchange);
  return (
    key !== undefined &&
    past.some(
      (each) =>
        gatewayCredential(each.exchange)?.mask.tag === key.mask.tag &&
        each.rpc?.received.some((message) => (toolsListed(message)?.length ?? 0) > 0),
    )
  );
}
