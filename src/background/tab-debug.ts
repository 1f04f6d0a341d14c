import { browser } from '../browser/api.ts';
import { isPermitted } from '../browser/permissions.ts';
import { rememberGateways } from './known-gateways.ts';
import { forgetObserved } from './observed-store.ts';
import { changeInjections } from './session-rules.ts';
import { permittedPage } from './situation.ts';
import { setTab, setWorkers } from './tab-injections.ts';

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
 * Makes debug mode of a tab hold for the workers of its page's host too, or no longer.
 * @throws when there is no such tab, or the extension may not act on its page
 */
export async function setWorkersDebug(tabId: number, on: boolean): Promise<void> {
  const page = await permittedPage(tabId);
  if (on && page === undefined) throw new Error('Hopscope may not act on this page, so not on its workers.');
  const host = on && page !== undefined ? new URL(page).hostname : undefined;
  await changeInjections((inForce) => setWorkers(tabId, host, inForce));
}

/**
 * Remembers, of these gateways, those the person gave permission for.
 * @throws when they can't be stored
 */
export async function rememberPermitted(origins: readonly string[]): Promise<void> {
  const permitted = await Promise.all(origins.map(isPermitted));
  await rememberGateways(origins.filter((_, index) => permitted[index]));
}
