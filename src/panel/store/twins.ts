import { signal } from '@preact/signals';
import type { Exchange } from '../../exchange/exchange.ts';
import { mayBeSame, NEAR } from './may-be-same.ts';
import type { Row } from './row.ts';

/** Milliseconds in which the background tells that a request ended of which DevTools told, unless it was killed. */
const TOLD_WITHIN = 2_000;
const MOST_ENDED = 1_000;

/**
 * DevTools tell the end of a request some 100 ms before the background, or after it. Between the two there is a finished row beside
 * an open one, which is left out. Which of several equal ones that is nobody knows: as many are left as are open.
 */
export interface Twins {
  /** The open requests without those left out. Follows what is told. */
  readonly without: (open: readonly Exchange[]) => readonly Exchange[];
  /**
   * To be called with all finished rows, when some came.
   * @param spared an open row that stays until the background tells its end
   */
  readonly finish: (rows: readonly Row[], spared: Row | undefined) => void;
  /** To be called with every request that the background tells the end of. */
  readonly end: (request: Exchange) => void;
}

export function createTwins(): Twins {
  /** Finished requests of which the background did not tell the end. */
  const finished = signal<readonly Exchange[]>([]);
  /** The other way round: the latest ended ones of which DevTools did not tell. */
  let ended: readonly Exchange[] = [];
  /** Of the finished rows. */
  let lastId = -1;

  /** Takes one that is most likely the same request out of others, if any can be. */
  const takeFrom = (others: readonly Exchange[], request: Exchange): readonly Exchange[] | undefined => {
    const found = nearest(others, request);
    return found && others.filter((each) => each !== found);
  };

  return {
    without: (open) => finished.value.reduce((left, each) => takeFrom(left, each) ?? left, open),
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
        if (left) ended = left;
        else fresh.add(exchange);
      }
      if (fresh.size === 0) return;
      finished.value = [...finished.peek(), ...fresh];
      setTimeout(() => {
        finished.value = finished.peek().filter((each) => !fresh.has(each));
      }, TOLD_WITHIN);
    },
    end(request) {
      const left = takeFrom(finished.peek(), request);
      if (left) finished.value = left;
      else ended = [...ended, request].slice(-MOST_ENDED);
    },
  };
}

function nearest(others: readonly Exchange[], request: Exchange): Exchange | undefined {
  const apart = (each: Exchange) => Math.abs(each.startedAt - request.startedAt);
  return others
    .filter((each) => mayBeSame(each, request, NEAR))
    .reduce<Exchange | undefined>(
      (best, each) => (best && apart(best) <= apart(each) ? best : each),
      undefined,
    );
}
