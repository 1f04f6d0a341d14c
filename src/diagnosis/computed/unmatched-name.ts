import { methodsOf, type Rpc, toolsListed } from '../../mcp/rpc.ts';
import type { Facts } from '../rule.ts';

/**
 * Whether `/mcp/{name}` is answered 200 to initialize, or with an empty list, and LiteLLM knows no URL behind the name.
 * Source: `maybe_build_debug_headers` in mcp_debug.py; recorded with 1.81 and 1.100.
 */
export const isNameUnmatched = ({ debug, route, rpc, refusals }: Facts): boolean =>
  refusals === undefined &&
  rpc !== undefined &&
  route?.form === 'mcp' &&
  route.servers.length > 0 &&
  debug !== undefined &&
  debug.outboundUrl === undefined &&
  (listsNothing(rpc) || isInitialized(rpc));

/** Whether a list of tools came, with none in it. */
export const listsNothing = ({ received }: Rpc): boolean =>
  received.some((message) => toolsListed(message)?.length === 0);

const isInitialized = (rpc: Rpc): boolean =>
  methodsOf(rpc).includes('initialize') && rpc.received.some(({ type }) => type === 'result');
