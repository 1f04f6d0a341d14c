import { type ReadonlySignal, signal } from '@preact/signals';
import { mayBeSame, NEAR } from './may-be-same.ts';
import type { Row } from './row.ts';

/** Milliseconds in which the background surely tells that a request ended of which DevTools told. */
const TOLD_WITHIN = 500;

/**
 * Open rows that a finished one stands for: DevTools tell that a request finished a little before the background tells that it ended.
 * Which of several equal ones that is nobody can tell, nor see: as many are left as are open.
 */
export interface Twins {
  /** By id. */
  readonly rows: ReadonlySignal<ReadonlyMap<number, Row>>;
  /** To be called with all finished rows when some came, and the open ones that may go. */
  readonly meet: (finished: readonly Row[], open: readonly Row[]) => void;
  /** To be called with an open row that ended. */
  readonly part: (ended: Row) => void;
}

export function createTwins(): Twins {
  const rows = signal<ReadonlyMap<number, Row>>(new Map());
  /** Of the finished rows. */
  let lastId = -1;

  const remove = (ids: readonly number[]) => {
    const left = new Map(rows.peek());
    for (const id of ids) left.delete(id);
    if (left.size < rows.peek().size) rows.value = left;
  };

  return {
    rows,
    meet(finished, open) {
      const known = finished.findLastIndex(({ id }) => id <= lastId);
      lastId = finished.at(-1)?.id ?? -1;
      const found = new Map<number, Row>();
      for (const each of finished.slice(known + 1)) {
        // Of the others the background told the end.
        if (each.inspected.exchange.bodies) continue;
        const twin = open.find((row) => !found.has(row.id) && mayBeSame(row, each, NEAR));
        if (twin) found.set(twin.id, twin);
      }
      if (found.size === 0) return;
      rows.value = new Map([...rows.peek(), ...found]);
      setTimeout(remove, TOLD_WITHIN, [...found.keys()]);
    },
    part(ended) {
      const hidden = rows.peek();
      const other = hidden.has(ended.id)
        ? ended
        : [...hidden.values()].find((row) => mayBeSame(row, ended, NEAR));
      if (other) remove([other.id]);
    },
  };
}
