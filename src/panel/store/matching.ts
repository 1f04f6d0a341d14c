import { signal } from '@preact/signals';
import type { Exchange } from '../../exchange/exchange.ts';
import type { Row } from '../rows/row.ts';

/*
 * The background's record of a request and DevTools' own have no id in common. Everything that joins the two is here: which records can be of
 * one request, which open rows have a finished one, and what DevTools never told.
 */

/** Milliseconds that a browser's two clocks may differ in the start of one request: enough where a wrong match would show. */
const NEAR = 10;

/** The same of a busy browser, where only what would stay for good is matched. */
const APART = 250;

/** Milliseconds between the two reports of one request's end, at most, unless the background was killed (Firefox 153: some 200). */
export const TOLD_WITHIN = 2_000;

const MOST_ENDED = 1_000;

/**
 * Whether two records can be of the same request: same method, URL and body, and begun at the same time. A body that is not known can
 * be any.
 * @param near milliseconds that may lie between the starts
 */
function mayBeSame(one: Exchange, other: Exchange, near: number): boolean {
  return (
    apartOf(one, other) <= near &&
    one.request.method === other.request.method &&
    one.request.url === other.request.url &&
    (one.request.body?.text === undefined ||
      other.request.body?.text === undefined ||
      one.request.body.text === other.request.body.text)
  );
}

const apartOf = (one: Exchange, other: Exchange): number => Math.abs(one.startedAt - other.startedAt);

/** Whether a row may be of the same request, where nothing will tell its end: its background was killed. */
export const mayHaveFinished = (request: Exchange, rows: readonly Row[]): boolean =>
  rows.some(({ inspected }) => mayBeSame(inspected.exchange, request, APART));

/**
 * Whether DevTools told of a request that the background saw the end of. Each finished record stands for one request, the nearest in
 * time: clients read the same address twice in a moment, and of a request with a preflight the two clocks differ by as much.
 * @param ended all requests whose end the background told of lately, with this one
 * @param finished what DevTools told of
 */
export function isTold(
  request: Exchange,
  ended: readonly Exchange[],
  finished: readonly Exchange[],
): boolean {
  const alike = (each: Exchange) => mayBeSame(each, request, APART);
  const peers = ended.filter(alike);
  const pairs = finished
    .filter(alike)
    .flatMap((record) => peers.map((peer) => ({ record, peer, apart: apartOf(record, peer) })))
    .sort((one, other) => one.apart - other.apart);
  const matched = new Set<Exchange>();
  for (const { record, peer } of pairs) {
    if (!matched.has(record) && !matched.has(peer)) matched.add(record).add(peer);
  }
  return matched.has(request);
}

/**
 * Pairs an open row with its finished row. DevTools tell the end of a request some 100 ms before the background does, or after it. In
 * between there are a finished row and an open one of the same request, and the open one is hidden. Each end cancels a finished row, so
 * that of equal requests as many are hidden as finished and were not told to have ended.
 */
export interface Matching {
  /** The open requests without those that are hidden. Follows what is told. */
  readonly unfinished: (open: readonly Exchange[]) => readonly Exchange[];
  /**
   * To be called with all finished rows, when some came.
   * @param spared an open row that stays until the background tells its end
   */
  readonly finish: (rows: readonly Row[], spared: Row | undefined) => void;
  /** To be called with every request that the background tells the end of. */
  readonly end: (request: Exchange) => void;
  /**
   * The one row that can be of a request that was open; undefined where none can be, or several. Where none began as near as a browser's
   * clocks mostly are, it is, once DevTools had the time to tell of its own, the one that began about then and that no other end was told of.
   */
  readonly heirOf: (request: Exchange, rows: readonly Row[]) => Row | undefined;
}

export function createMatching(): Matching {
  /** Finished requests of which the background did not tell the end. */
  const finished = signal<readonly Exchange[]>([]);
  /** The other way round: the latest ended ones of which DevTools did not tell. */
  let ended: readonly Exchange[] = [];
  /** Finished requests of which the background told the end, or that got the selection of an open row. */
  const settled = new WeakSet<Exchange>();
  /** When the background told the end of a request. */
  const endedAt = new WeakMap<Exchange, number>();
  /** Of the finished rows. */
  let lastId = -1;

  /** Takes the most likely one out of others, if any can be the same request. */
  const takeFrom = (others: readonly Exchange[], request: Exchange): readonly Exchange[] | undefined => {
    const found = nearest(others, request);
    return found && others.filter((each) => each !== found);
  };

  /** Records of the background's own have its clock, and are always near. */
  const isUnclaimed = (exchange: Exchange): boolean =>
    exchange.bodies !== 'not recorded' && !settled.has(exchange);

  return {
    unfinished: (open) => finished.value.reduce((left, each) => takeFrom(left, each) ?? left, open),
    finish(rows, spared) {
      const known = rows.findLastIndex(({ id }) => id <= lastId);
      lastId = rows.at(-1)?.id ?? -1;
      const fresh = new Set<Exchange>();
      for (const { inspected } of rows.slice(known + 1)) {
        const { exchange } = inspected;
        // Records of the background's own come when it tells the end.
        if (
          exchange.bodies === 'not recorded' ||
          (spared && mayBeSame(spared.inspected.exchange, exchange, NEAR))
        )
          continue;
        const left = takeFrom(ended, exchange);
        if (left) {
          ended = left;
          settled.add(exchange);
        } else fresh.add(exchange);
      }
      if (fresh.size === 0) return;
      finished.value = [...finished.peek(), ...fresh];
      setTimeout(() => {
        finished.value = finished.peek().filter((each) => !fresh.has(each));
      }, TOLD_WITHIN);
    },
    end(request) {
      endedAt.set(request, Date.now());
      const found = nearest(finished.peek(), request);
      if (found) {
        finished.value = finished.peek().filter((each) => each !== found);
        settled.add(found);
      } else ended = [...ended, request].slice(-MOST_ENDED);
    },
    heirOf(request, rows) {
      const alike = rows.filter(({ inspected }) => mayBeSame(inspected.exchange, request, APART));
      const near = alike.filter(({ inspected }) => apartOf(inspected.exchange, request) <= NEAR);
      const isOverdue = Date.now() - (endedAt.get(request) ?? Number.POSITIVE_INFINITY) >= TOLD_WITHIN;
      const [heir, ...others] =
        near.length > 0 || !isOverdue
          ? near
          : alike.filter(({ inspected }) => isUnclaimed(inspected.exchange));
      if (!heir || others.length > 0 || (near.length === 0 && heir.phase !== 'finished')) return undefined;
      settled.add(heir.inspected.exchange);
      return heir;
    },
  };
}

/** The one that began nearest in time. */
function nearest(others: readonly Exchange[], request: Exchange): Exchange | undefined {
  return others
    .filter((each) => mayBeSame(each, request, NEAR))
    .reduce<Exchange | undefined>(
      (best, each) => (best && apartOf(best, request) <= apartOf(each, request) ? best : each),
      undefined,
    );
}
