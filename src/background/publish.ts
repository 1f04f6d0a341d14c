import type { Observed } from '../messages.ts';
import type { BackgroundPort } from '../ports/background.ts';
import type { ObservedStore } from './observed-store.ts';

/** Milliseconds in which what happens is kept and told in one go: each time is work for three processes. */
const GATHERED = 50;

/**
 * Tells the panels what changed of a request, and keeps it.
 * @param isOn whether debug mode is on in a tab, which may have been switched off meanwhile
 */
export function createPublish(
  { wait, panels }: Pick<BackgroundPort, 'wait' | 'panels'>,
  store: Pick<ObservedStore, 'keep'>,
  isOn: (tabId: number) => boolean,
): (observed: Observed) => void {
  /** What changed and was not kept and told yet. */
  const fresh = new Map<string, Observed>();
  let isPublishing = false;

  async function publishAll(): Promise<void> {
    isPublishing = true;
    while (fresh.size > 0) {
      await wait(GATHERED);
      const changed = [...fresh.values()].filter(({ tabId }) => isOn(tabId));
      fresh.clear();
      void panels.tell({ observed: changed });
      await store.keep(changed).catch((error: unknown) => console.error(error));
    }
    isPublishing = false;
  }

  return (observed) => {
    fresh.set(observed.id, observed);
    if (!isPublishing) void publishAll();
  };
}
