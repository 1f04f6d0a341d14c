import { browser } from '../browser/api.ts';
import { isPermitted } from '../browser/permissions.ts';
import type { TabDebug } from '../messages.ts';
import { announceTab, showBadge } from './announce.ts';
import { badgeOf, NO_GATEWAY } from './badge.ts';
import { readTabDebug } from './situation.ts';
import { setTabDebug } from './tab-debug.ts';

/**
 * A click on the toolbar button, its keys or its menu: switches debug mode of the tab on for the gateways the person
 * allowed before, or off. While Hopscope is paused it shows where to resume.
 *
 * The click is permission for the page itself (activeTab), so it can't be for the gateways only; to ask for those it
 * would have to know them within the very turn of the click (see requestOrigins), so that is left to the panel.
 * @param shown the badge's text at the click
 */
export async function toggle(tabId: number, shown: string): Promise<void> {
  const now = await readTabDebug(tabId);
  if (now.paused) return browser.runtime.openOptionsPage();
  if (now.gateways.length > 0) {
    if (!(await isCured(now, shown))) await setTabDebug(tabId, []);
  } else {
    const permitted = await Promise.all(now.known.map(isPermitted));
    const gateways = now.known.filter((_, index) => permitted[index]);
    if (gateways.length === 0) return showBadge(tabId, NO_GATEWAY);
    await setTabDebug(tabId, gateways);
  }
  await announceTab(tabId);
}

/** Whether the permission for the page that was missing came with this click: then it is on only now. */
async function isCured(now: TabDebug, shown: string): Promise<boolean> {
  if (badgeOf(now).text !== 'on') return false;
  // Where it is on by default, nothing was said to be missing.
  return shown === '!' || (shown === '' && now.page !== undefined && !(await isPermitted(now.page.origin)));
}
