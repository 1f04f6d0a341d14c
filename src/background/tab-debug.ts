import { browser } from '../browser/api.ts';
import { isPermitted } from '../browser/permissions.ts';
import { rememberGateways } from './known-gateways.ts';
import { forgetObserved } from './observed-store.ts';
import { changeInjections } from './session-rules.ts';
import { setTab } from './tab-injections.ts';

/**
 * Makes debug mode of a tab hold for these gateways and no others. Switched off, nothing that was observed stays.
 * @throws when there is no such tab
 */
export async function setTabDebug(tabId: number, origins: readonly string[]): Promise<void> {
  await browser.tabs.get(tabId);
  await changeInjections((inForce) => setTab(tabId, origins, inForce));
  if (origins.length === 0) await forgetObserved([tabId]);
}

/**
 * Remembers, of these gateways, those the person gave permission for.
 * @throws when they can't be stored
 */
export async function rememberPermitted(origins: readonly string[]): Promise<void> {
  const permitted = await Promise.all(origins.map(isPermitted));
  await rememberGateways(origins.filter((_, index) => permitted[index]));
}
