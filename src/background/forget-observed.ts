import { browser } from '../browser/api.ts';

/**
 * Forgets what was observed of tabs: the keys `observed.<tab>.<request>` of the session's storage.
 * @param tabIds all tabs when left out
 */
export async function forgetObserved(tabIds?: readonly number[]): Promise<void> {
  const beginnings = tabIds?.map((tabId) => `observed.${tabId}.`) ?? ['observed.'];
  const kept = Object.keys(await browser.storage.session.get(null));
  const forgotten = kept.filter((key) => beginnings.some((beginning) => key.startsWith(beginning)));
  if (forgotten.length > 0) await browser.storage.session.remove(forgotten);
}
