import type { Inspector } from '../../inspect.ts';
import type { TabDebug } from '../../messages.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { createView, type View } from './view.ts';

/** Requests that belong together, and what of them is on the screen. */
export interface Recording {
  readonly traffic: Traffic;
  readonly view: View;
}

export function createRecording(
  createInspector: () => Inspector,
  debugAt: (time: number) => TabDebug | undefined,
): Recording {
  const traffic = createTraffic(createInspector, debugAt);
  return { traffic, view: createView(traffic.rows) };
}
