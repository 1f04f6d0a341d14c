import type { BackgroundPort, Badge } from '../ports/background.ts';
import { badgeOf } from './badge.ts';
import type { Situation, Situations } from './situation.ts';

export interface Announcements {
  /** Tells the toolbar button and every open panel how debug mode stands in a tab. */
  tab(tabId: number): Promise<void>;
  /** The same for all tabs, which takes one look at the rules. */
  everyTab(): Promise<void>;
  /** Shows a badge on the toolbar button of a tab, until the tab navigates: browsers forget it then. */
  show(tabId: number, badge: Badge): Promise<void>;
}

export function createAnnouncements(port: BackgroundPort, situations: Situations): Announcements {
  /** Reads and tells one after the other, so that the last to be told is the last that was read. */
  const inTurn = (act: () => Promise<void>): Promise<void> => port.inTurn('announce', act);

  /** A tab that closed meanwhile is no news. */
  async function announce(tabId: number, situation: Situation): Promise<void> {
    const changed = await situations.ofTab(tabId, situation).catch(() => undefined);
    if (!changed) return;
    void port.panels.tell({ changed });
    const badge = badgeOf(changed, port.clickPermitsPage);
    if (!(await isShown(tabId, badge))) await show(tabId, badge);
  }

  async function show(tabId: number, badge: Badge): Promise<void> {
    await port.button.show(tabId, badge).catch(() => {
      // The tab closed meanwhile.
    });
  }

  /** A badge that is there already is left alone: a worker that starts would write every tab's. */
  async function isShown(tabId: number, badge: Badge): Promise<boolean> {
    const there = Promise.all([port.button.text(tabId), port.button.title(tabId)]);
    const [text, title] = await there.catch(() => [undefined, undefined]);
    return text === badge.text && title === badge.title;
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
