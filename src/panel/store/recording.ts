import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Login } from '../../logins/login.ts';
import type { Row } from '../rows/row.ts';
import type { OpenRequests } from './open-requests.ts';
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

/** So many milliseconds a login that waits goes unlooked at, until it may count as left. */
const LOOK_AGAIN = 5_000;

/**
 * @param goesOn whether more requests may come
 * @param open those that are not finished, if any can be
 */
export function createRecording(
  traffic: Traffic,
  goesOn: ReadonlySignal<boolean>,
  open?: Pick<OpenRequests, 'rows' | 'heirOf'>,
): Recording {
  const looks = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const logins = computed(() => {
    void looks.value;
    const inspected = traffic.rows.value.map((row) => row.inspected);
    const now = goesOn.value ? Date.now() : undefined;
    const joined = traffic.inspector().joinLogins(inspected, goesOn.value, now);
    clearTimeout(timer);
    if (joined.some(({ state }) => state === 'waiting')) {
      // Silence ends a login, too, and brings no row.
      timer = setTimeout(() => {
        looks.value += 1;
      }, LOOK_AGAIN);
    }
    return joined;
  });
  // The open ones last, so that most stay where they are when they are finished.
  const rows = open ? computed(() => [...traffic.rows.value, ...open.rows.value]) : traffic.rows;
  return { traffic, logins, open: open?.rows ?? NONE, view: createView(rows, open?.heirOf) };
}
