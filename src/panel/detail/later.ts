import { signal } from '@preact/signals';

/** What stands beside the list, once it is loaded: nothing is recorded before the panel is there. */
export const pane = signal<typeof import('./Pane.tsx').Pane | undefined>();

/** Loads it, after the panel's own script. */
export async function loadPane(): Promise<void> {
  pane.value = (await import('./Pane.tsx')).Pane;
}
