import type { TabDebug } from '../messages.ts';
import type { BackgroundPort } from '../ports/background.ts';
import type { Announcements } from './announce.ts';
import { badgeOf, NO_GATEWAY } from './badge.ts';
import type { Situations } from './situation.ts';
import type { TabSwitch } from './tab-debug.ts';

interface Parts {
  readonly situations: Situations;
  readonly tabSwitch: TabSwitch;
  readonly announcements: Announcements;
}

/**
 * What a click on the toolbar button, its keys or its menu does: it switches debug mode of the tab on for the gateways the
 * person allowed before, or off. While Hopscope is paused it shows where to resume.
 *
 * The click is permission for the page itself (activeTab), so it can't be for the gateways only; to ask for those it
 * would have to know them within the very turn of the click (see requestOrigins), so that is left to the panel.
 * @returns takes the tab and the badge's text at the click
 */
export function createToggle(
  port: Pick<BackgroundPort, 'permissions' | 'openOptions' | 'clickPermitsPage'>,
  { situations, tabSwitch, announcements }: Parts,
): (tabId: number, shown: string) => Promise<void> {
  const { permissions, openOptions, clickPermitsPage } = port;
  /** Whether the click itself granted the page's missing permission, so that debug mode applies from now on. */
  async function clickGrantedPermission(now: TabDebug, shown: string): Promise<boolean> {
    if (badgeOf(now, clickPermitsPage).text !== 'on') return false;
    // Where it is on by default, nothing was said to be missing.
    return (
      shown === '!' || (shown === '' && now.page !== undefined && !(await permissions.has(now.page.origin)))
    );
  }

  return async (tabId, shown) => {
    const now = await situations.ofTab(tabId);
    if (now.paused) return openOptions();
    if (now.gateways.length > 0) {
      if (!(await clickGrantedPermission(now, shown))) await tabSwitch.set(tabId, []);
    } else {
      const permitted = await Promise.all(now.known.map((origin) => permissions.has(origin)));
      const gateways = now.known.filter((_, index) => permitted[index]);
      if (gateways.length === 0) return announcements.show(tabId, NO_GATEWAY);
      await tabSwitch.set(tabId, gateways);
    }
    await announcements.tab(tabId);
  };
}
