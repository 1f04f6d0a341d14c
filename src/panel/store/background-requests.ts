import { batch } from '@preact/signals';
import type { Exchange } from '../../exchange/exchange.ts';
import type { Observed } from '../../messages.ts';
import { isTold, TOLD_WITHIN } from './matching.ts';
import type { OpenRequests } from './open-requests.ts';
import type { Traffic } from './traffic.ts';

/** What the background observed, as far as DevTools do not tell it. */
export interface BackgroundRequests {
  /** What it kept from before the panel was open, or tells now. */
  readonly receive: (observed: readonly Observed[]) => void;
  /** What it tells while nothing is recorded: only that open requests ended. */
  readonly receiveEnds: (observed: readonly Observed[]) => void;
  /** Takes in what was told last, without waiting for more. */
  readonly publish: () => void;
  /**
   * The page was left: what it had open is open no more, although a page in the back/forward cache keeps it.
   * @param keeps whether the rows of the page stay, so that this gets rows that say so
   */
  readonly leavePage: (keeps: boolean) => void;
  /** The recording is emptied: what ended before is of no page that is still to be left. */
  readonly renew: () => void;
}

// A call that is answered within that, and what the background waits, is never shown as open.
const PUBLISH_AFTER = 50;

/**
 * DevTools have whole what the tab began since they know of it. The rest comes from here when it ended: what began before
 * that, what other windows do, what was never sent in Firefox, and what a page that was left had open. Requests of workers
 * are shown while they are open only: DevTools tell some of them when they ended, and nothing says which.
 * @param knownSince the time from which DevTools know the requests of the tab
 */
export function createBackgroundRequests(
  traffic: Traffic,
  open: OpenRequests,
  knownSince: () => number,
): BackgroundRequests {
  /** What was added lately: the background may tell of one twice. */
  const added = new Set<string>();
  /** When the page was left last that keeps its rows: what began before is maybe of it. */
  let leftAt = 0;
  /** What the tab sent and ended lately: the background may tell of it before DevTools tell of the page. */
  let lately: readonly Observed[] = [];
  /** Counts recordings, so that what is waited for is added to none that is new. */
  let recordings = 0;

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
      if (each.state === 'open') continue;
      if (isOurs(each)) add(each, each.exchange);
      else if (each.window === 'tab' && !isOpenedPage(each.exchange)) {
        lately = [...lately, each].slice(-MOST_LATELY);
        if (each.exchange.startedAt <= leftAt) take(each);
      }
    }
  };

  /** What DevTools told of; rows of the background's own say nothing about another. */
  const finishedOnes = () =>
    traffic.rows
      .peek()
      .map(({ inspected }) => inspected.exchange)
      .filter(({ bodies }) => bodies !== 'not recorded');

  /** Of what ended while the page was left DevTools tell later than of the page, or never (Chromium 156). */
  const take = (each: Observed) => {
    const { exchange, endedAt = Date.now() } = each;
    const hasFailed = exchange.response.error !== undefined;
    const recording = recordings;
    const addUnlessTold = () => {
      traffic.publish();
      const ended = lately.map((one) => one.exchange);
      if (recording !== recordings || isTold(exchange, ended, finishedOnes())) return;
      add(each, hasFailed ? cutShort(exchange, endedAt) : exchange);
    };
    if (hasFailed && exchange.startedAt < leftAt - SURELY_BEFORE) addUnlessTold();
    setTimeout(addUnlessTold, TOLD_WITHIN);
  };

  const add = ({ id }: Pick<Observed, 'id'>, exchange: Exchange) => {
    if (added.has(id)) return;
    added.add(id);
    const [oldest] = added;
    if (added.size > MOST_ADDED && oldest !== undefined) added.delete(oldest);
    traffic.addMasked(exchange);
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
    renew() {
      recordings += 1;
      lately = [];
      leftAt = 0;
    },
    leavePage(keeps) {
      publish();
      const now = Date.now();
      const older = open.ofTab().filter(({ exchange }) => exchange.startedAt < now - SURELY_BEFORE);
      batch(() => {
        open.forget(new Set(older.map(({ id }) => id)));
        if (!keeps) return;
        leftAt = now;
        lately.filter(({ endedAt = 0 }) => endedAt > now - TOLD_WITHIN).forEach(take);
        for (const each of older) add(each, cutShort(each.exchange, now));
        traffic.publish();
      });
    },
  };
}

/** DevTools tell of each page that is opened, whatever is left, and of none that another took the place of. */
const isOpenedPage = ({ resourceType, response }: Exchange): boolean =>
  resourceType === 'document' && response.error === undefined;

const MOST_ADDED = 2_000;
const MOST_LATELY = 200;

/** Milliseconds within which what the new page sent may be older than the word that it is there. */
const SURELY_BEFORE = 1_000;

/** The browser's own reason is that of any request it gives up, and says nothing about the way to the gateway. */
function cutShort({ response, ...exchange }: Exchange, at: number): Exchange {
  const { error: _error, ...rest } = response;
  return { ...exchange, duration: Math.max(0, at - exchange.startedAt), response: rest, pageLeft: true };
}
