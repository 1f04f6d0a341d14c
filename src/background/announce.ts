import { badgeOf } from './badge.ts';
import type { Badge, Port } from './port.ts';
import type { Situation, Situations } from './situation.ts';

export interface Announcements {
  /** Tells the toolbar button and every open panel how debug mode stands in a tab. */
  tab(tabId: number): Promise<void>;
  /** The same for all tabs, which takes one look at the rules. */
  everyTab(): Promise<void>;
  /** Shows a badge on the toolbar button of a tab, until the tab navigates: browsers forget it then. */
  show(tabId: number, badge: Badge): Promise<void>;
}

export function createAnnouncements(port: Port, situations: Situations): Announcements {
  /** Reads and tells one after the other, so that the last to be told is the last that was read. */
  const inTurn = (act: () => Promise<void>): Promise<void> => port.inTurn('announce', act);

  /** A tab that closed meanwhile is no news. */
  async function announce(tabId: number, situation: Situation): Promise<void> {
    const changed = await situations.ofTab(tabId, situation).catch(() => undefined);
    if (!changed) return;
    void port.panels.tell({ changed });
    await show(tabId, badgeOf(changed, port.clickPermitsPage));
  }

  async function show(tabId: number, badge: Badge): Promise<void> {
    await port.button.show(tabId, badge).catch(() => {
      // The tab closed meanwhile.
    });
  }

  return {
    tab: (tabId) => inTurn(async () => announce(tabId, await situations.read())),
    everyTab: () =>
      inTurn(async () => {
        const [situation, tabs] = await Promise.all([situations.read(), port.tabs.query()]);
        await Promise.all(tabs.map(({ id }) => announce(id, situation)));
      }),
    show,
  };
}
