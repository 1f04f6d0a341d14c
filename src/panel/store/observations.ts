import type { Observed } from '../../messages.ts';
import type { OpenRequests } from './open-requests.ts';
import type { Traffic } from './traffic.ts';

/** What the background observed, as far as DevTools do not tell it. */
export interface Observations {
  /** What it kept from before the panel was open, or tells now. */
  readonly receive: (observed: readonly Observed[]) => void;
  /** What it tells while nothing is recorded: only that open requests ended. */
  readonly receiveEnds: (observed: readonly Observed[]) => void;
  /** Takes in what was told last, without waiting for more. */
  readonly publish: () => void;
}

// A call that is answered within that, and what the background waits, is never shown as open.
const PUBLISH_AFTER = 50;

/**
 * DevTools have whole what the tab began since they know of it. The rest comes from here when it ended: what began before
 * that, what other windows do, and what was never sent in Firefox. Requests of workers are shown while they are open only: DevTools tell some of them when they
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
  const isOurs = ({ window, exchange, isUnsent }: Observed): boolean =>
    window === 'popup' || (window === 'tab' && (isUnsent === true || exchange.startedAt < knownSince()));

  /** By id, in the order they were told of first. */
  const fresh = new Map<string, Observed>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const publish = () => {
    clearTimeout(timer);
    timer = undefined;
    const observed = [...fresh.values()];
    fresh.clear();
    open.receive(observed);
    for (const each of observed) {
      if (each.state === 'open' || !isOurs(each) || added.has(each.id)) continue;
      added.add(each.id);
      const [oldest] = added;
      if (added.size > MOST_ADDED && oldest !== undefined) added.delete(oldest);
      traffic.addMasked(each.exchange);
    }
  };
  return {
    publish,
    receive(observed) {
      for (const each of observed) fresh.set(each.id, each);
      timer ??= setTimeout(publish, PUBLISH_AFTER);
    },
    receiveEnds(observed) {
      const ends = observed.filter(({ state }) => state === 'ended');
      for (const { id } of ends) fresh.delete(id);
      open.receive(ends);
    },
  };
}

const MOST_ADDED = 2_000;
