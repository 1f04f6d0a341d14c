import { browser } from '../browser/api.ts';
import { type Badge, badgeOf } from './badge.ts';
import { readSituation, readTabDebug, type Situation } from './situation.ts';
import { tellPanels } from './tell-panels.ts';

/** Reads and tells one after the other, so that the last to be told is the last that was read. */
const inTurn = <T>(act: () => Promise<T>): Promise<T> =>
  navigator.locks.request('announce', act) as Promise<T>;

/** Tells the toolbar button and every open panel how debug mode stands in a tab. */
export async function announceTab(tabId: number): Promise<void> {
  await inTurn(async () => announce(tabId, await readSituation()));
}

/** The same for all tabs, which takes one look at the rules. */
export async function announceEveryTab(): Promise<void> {
  await inTurn(async () => {
    const [situation, tabs] = await Promise.all([readSituation(), browser.tabs.query({})]);
    await Promise.all(tabs.map(async ({ id }) => id !== undefined && announce(id, situation)));
  });
}

/** A tab that closed meanwhile is no news. */
async function announce(tabId: number, situation: Situation): Promise<void> {
  const changed = await readTabDebug(tabId, situation).catch(() => undefined);
  if (!changed) return;
  void tellPanels({ changed });
  await showBadge(tabId, badgeOf(changed));
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
