import { computed, type ReadonlySignal } from '@preact/signals';
import type { Inspector } from '../../inspect.ts';
import { joinLogins } from '../../logins/join.ts';
import type { Login } from '../../logins/login.ts';
import type { TabDebug } from '../../messages.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { createView, type View } from './view.ts';

/** Requests that belong together, and what of them is on the screen. */
export interface Recording {
  readonly traffic: Traffic;
  /** The OAuth logins among them, in the order they began. */
  readonly logins: ReadonlySignal<readonly Login[]>;
  readonly view: View;
}

/** @param goesOn whether more requests may come */
export function createRecording(
  createInspector: () => Inspector,
  debugAt: (time: number) => TabDebug | undefined,
  goesOn: ReadonlySignal<boolean>,
): Recording {
  const traffic = createTraffic(createInspector, debugAt);
  const logins = computed(() =>
    joinLogins(
      traffic.rows.value.map(({ inspected }) => inspected),
      goesOn.value,
    ),
  );
  return { traffic, logins, view: createView(traffic.rows) };
}
