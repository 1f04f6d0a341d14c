import type { Observed } from '../../messages.ts';
import type { OpenRequests } from './open-requests.ts';
import type { Traffic } from './traffic.ts';

/** What the background observed, as far as DevTools do not tell it. */
export interface Observations {
  /** What it kept from before the panel was open, or tells now. */
  readonly receive: (observed: readonly Observed[]) => void;
}

/**
 * DevTools have whole what the tab began since they know of it. The rest comes from here when it ended: what began before
 * that, and what other windows do. Requests of workers are shown while they are open only: DevTools tell some of them when they
 * ended, and nothing says which.
 * @param knownSince the time from which DevTools know the requests of the tab
 */
export function createObservations(
  traffic: Traffic,
  open: OpenRequests,
  knownSince: () => number,
): Observations {
  /** What was added lately: the background may tell of one twice. */
  const added = new Set<string>();
  const isOurs = ({ window, exchange }: Observed): boolean =>
    window === 'popup' || (window === 'tab' && exchange.startedAt < knownSince());

  const receive = (observed: readonly Observed[]) => {
    open.receive(observed);
    for (const each of observed) {
      if (each.state === 'open' || !isOurs(each) || added.has(each.id)) continue;
      added.add(each.id);
      const [oldest] = added;
      if (added.size > MOST_ADDED && oldest !== undefined) added.delete(oldest);
      traffic.addMasked(each.exchange);
    }
  };
  return { receive };
}

const MOST_ADDED = 2_000;
