import { browser } from '../browser/api.ts';
import { isPermitted } from '../browser/permissions.ts';
import { announceTab, showBadge } from './announce.ts';
import { badgeOf, NO_GATEWAY } from './badge.ts';
import { readTabDebug, setTabDebug } from './tab-debug.ts';

/**
 * A click on the toolbar button: switches debug mode of the tab on for the gateways the person allowed before, or off.
 *
 * The click is permission for the page itself (activeTab), so it can't be for the gateways only; to ask for those it
 * would have to know them within the very turn of the click (see requestOrigins), so that is left to the panel.
 */
export async function toggle(tabId: number): Promise<void> {
  const shown = await browser.action.getBadgeText({ tabId });
  const now = await readTabDebug(tabId);
  if (now.gateways.length > 0) {
    // The permission that the badge said was missing came with this click.
    const cured = shown === '!' && badgeOf(now).text === 'on';
    if (!cured) await setTabDebug(tabId, []);
  } else {
    const permitted = await Promise.all(now.known.map(isPermitted));
    const gateways = now.known.filter((_, index) => permitted[index]);
    if (gateways.length === 0) return showBadge(tabId, NO_GATEWAY);
    await setTabDebug(tabId, gateways);
  }
  await announceTab(tabId);
}
