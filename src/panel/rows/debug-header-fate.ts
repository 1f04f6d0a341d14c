import { header } from '../../exchange/exchange.ts';
import { originOf } from '../../exchange/origin.ts';
import type { Inspected } from '../../inspect.ts';
import { DEBUG_REQUEST_HEADER } from '../../litellm/header-names.ts';
import type { TabDebug } from '../../messages.ts';

/** What became of the debug header on one exchange. */
export type DebugHeaderFate =
  /** The proxy answered with its debug headers. */
  | { readonly state: 'answered' }
  /** The captured request carries the debug header; by the page itself when Hopscope was not on for its origin. */
  | { readonly state: 'sent'; readonly by: 'hopscope' | 'page' }
  | { readonly state: 'not-applied'; readonly why: NotApplied };

type NotApplied =
  /** Made before this panel knew the tab's state. */
  | { readonly reason: 'before-panel' }
  | { readonly reason: 'off' }
  | { readonly reason: 'other-origin'; readonly gateways: readonly string[] }
  | { readonly reason: 'gateway-not-permitted'; readonly origin: string }
  | { readonly reason: 'page-not-permitted'; readonly origin: string | undefined }
  /** Everything is in place and the header is still not on it: a worker or another window sent it. */
  | { readonly reason: 'out-of-reach' };

/**
 * Reads what became of the debug header. What the capture shows comes first; the tab's state only explains why the
 * header is not there.
 * @param then the tab's state when the request started; undefined when the panel did not know it yet
 */
export function debugHeaderFateOf(
  { exchange, debug }: Inspected,
  then: TabDebug | undefined,
): DebugHeaderFate {
  if (debug) return { state: 'answered' };
  const origin = originOf(exchange.request.url);
  const gateway = then?.gateways.find((each) => each.origin === origin);
  if (header(exchange.request.headers, DEBUG_REQUEST_HEADER) !== undefined) {
    // The background observes only where debug mode is on; what is older than the panel has no other witness.
    const isObserved = then === undefined && exchange.bodies === 'not recorded';
    return { state: 'sent', by: gateway || isObserved ? 'hopscope' : 'page' };
  }
  return { state: 'not-applied', why: whyNot(then, gateway) };
}

function whyNot(then: TabDebug | undefined, gateway: TabDebug['gateways'][number] | undefined): NotApplied {
  if (!then) return { reason: 'before-panel' };
  if (then.gateways.length === 0) return { reason: 'off' };
  if (!gateway) return { reason: 'other-origin', gateways: then.gateways.map((each) => each.origin) };
  if (!gateway.permitted) return { reason: 'gateway-not-permitted', origin: gateway.origin };
  if (!then.page?.permitted) return { reason: 'page-not-permitted', origin: then.page?.origin };
  return { reason: 'out-of-reach' };
}
