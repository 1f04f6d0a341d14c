import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { memberOf } from '../../exchange/json.ts';
import { originOf } from '../../exchange/origin.ts';
import { answersOf } from '../../litellm/answers.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import type { RpcMessage } from '../../mcp/json-rpc.ts';
import { toolsListed } from '../../mcp/rpc.ts';
import type { Facts } from '../rule.ts';

/** Calls of MCP endpoints, by their origin. */
export const callsByOrigin = groupIncrementally(({ exchange, kind }: Facts) =>
  kind === 'mcp' ? [originOf(exchange.request.url)] : [],
);

/** The same by the origin of the route. */
export const callsByRoute = groupIncrementally(({ kind, route }: Facts) =>
  kind === 'mcp' ? [route?.origin] : [],
);

/** Calls that an MCP endpoint answered well, by the servers that the request named. */
export const callsByWorkingServer = groupIncrementally(({ kind, exchange: { response }, route }: Facts) =>
  kind === 'mcp' && response.status > 0 && response.status < 300 ? (route?.servers ?? []) : [],
);

/** Exchanges by the tag of the credential in their Authorization. */
export const exchangesByToken = groupIncrementally(({ exchange }: Facts) => {
  const sent = credentialIn(exchange, 'authorization');
  return sent ? [sent.mask.tag] : [];
});

/** Lists of tools, by the names of the tools in them. */
export const listsByTool = groupIncrementally(({ exchange, rpc, route }: Facts) =>
  answersOf(exchange, rpc, route).flatMap((message) => toolsListed(message) ?? []),
);

/** Cancellations by the id of the request that is cancelled (MCP, basic/utilities/cancellation). */
export const cancellationsById = groupIncrementally(({ rpc }: Facts) => (rpc?.sent ?? []).map(cancelledId));

/** The id that a message cancels; undefined where it cancels none. */
export function cancelledId(message: RpcMessage): unknown {
  const isCancellation = message.type === 'notification' && message.method === 'notifications/cancelled';
  return isCancellation ? memberOf(message.params, 'requestId') : undefined;
}
