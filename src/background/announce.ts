import { browser } from '../browser/api.ts';
import type { Announcement } from '../messages.ts';
import { type Badge, badgeOf } from './badge.ts';
import { readTabDebug } from './tab-debug.ts';

/**
 * Tells the toolbar button and every open panel how debug mode stands in a tab. One after the other, so that the last to
 * be told is the last that was read. A tab that closed meanwhile is no news.
 */
export async function announceTab(tabId: number): Promise<void> {
  await navigator.locks.request(`announce ${tabId}`, async () => {
    const changed = await readTabDebug(tabId).catch(() => undefined);
    if (!changed) return;
    void tellPanels({ changed });
    await showBadge(tabId, badgeOf(changed));
  });
}

export async function announceEveryTab(): Promise<void> {
  await Promise.all(
    (await browser.tabs.query({})).map(async ({ id }) => id !== undefined && announceTab(id)),
  );
}

/** Shows a badge on the toolbar button of a tab, until the tab navigates: browsers forget it then. */
export async function showBadge(tabId: number, { text, title, color }: Badge): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ tabId, text }),
    browser.action.setBadgeBackgroundColor({ tabId, color }),
    browser.action.setBadgeTextColor({ tabId, color: '#ffffff' }),
    browser.action.setTitle({ tabId, title }),
  ]).catch(() => {
    // The tab closed meanwhile.
  });
}

async function tellPanels(announcement: Announcement): Promise<void> {
  try {
    await browser.runtime.sendMessage(announcement);
  } catch {
    // No panel is open.
  }
}
