import { type ReadonlySignal, signal } from '@preact/signals';
import type { Row } from '../rows/row.ts';
import { type Matching, TOLD_WITHIN } from './matching.ts';

/** Moves the selection from an open row to its finished row. */
export interface SelectionFollower {
  /** What was known last of the open row that went. */
  readonly ended: ReadonlySignal<Row | undefined>;
  /** To be called when rows or selection changed. Returns the row that gets the selection. */
  step(): Row | undefined;
}

/**
 * The selection goes on to the one row that can be the same request. Of two that can, neither gets it. Nothing but the selection goes by this.
 * @param selectedId the id of the selected row, which may be gone
 * @param heirOf as in Matching
 */
export function createSelectionFollower(
  rows: ReadonlySignal<readonly Row[]>,
  selectedId: ReadonlySignal<number | undefined>,
  heirOf: Matching['heirOf'],
): SelectionFollower {
  const ended = signal<Row | undefined>();
  let last: Row | undefined;
  return {
    ended,
    step() {
      const id = selectedId.value;
      const now = rows.value.find((row) => row.id === id);
      if (now || id !== last?.id) {
        last = now?.phase === 'open' ? now : undefined;
        ended.value = undefined;
      }
      if (now || !last) return undefined;
      const gone = last;
      const heir = heirOf(gone.inspected.exchange, rows.value);
      if (heir) return heir;
      if (ended.peek()?.id !== gone.id) {
        ended.value = { ...gone, phase: 'ended' };
        // A new object has it looked at again, when DevTools had the time to tell of it.
        setTimeout(() => {
          if (last === gone) ended.value = { ...gone, phase: 'ended' };
        }, TOLD_WITHIN + 50);
      }
      return undefined;
    },
  };
}
