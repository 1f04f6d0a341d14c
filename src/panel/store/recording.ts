import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Login } from '../../logins/login.ts';
import type { Row } from './row.ts';
import type { Traffic } from './traffic.ts';
import { createView, type View } from './view.ts';

/** Requests that belong together, and what of them is on the screen. */
export interface Recording {
  readonly traffic: Traffic;
  /** The OAuth logins among them, in the order they began. */
  readonly logins: ReadonlySignal<readonly Login[]>;
  /** The rows of requests that are not finished. */
  readonly open: ReadonlySignal<readonly Row[]>;
  readonly view: View;
}

const NONE: ReadonlySignal<readonly Row[]> = signal([]);

/**
 * @param goesOn whether more requests may come
 * @param open the rows of those that are not finished, if any can be
 */
export function createRecording(
  traffic: Traffic,
  goesOn: ReadonlySignal<boolean>,
  open?: ReadonlySignal<readonly Row[]>,
): Recording {
  const logins = computed(() =>
    traffic.inspector().joinLogins(
      traffic.rows.value.map(({ inspected }) => inspected),
      goesOn.value,
    ),
  );
  // The open ones last, so that most stay where they are when they are finished.
  const rows = open ? computed(() => [...traffic.rows.value, ...open.value]) : traffic.rows;
  return { traffic, logins, open: open ?? NONE, view: createView(rows) };
}
