import type { Storage } from '../ports/background.ts';

/** Which tab opened another, as far as the browser told. */
export interface Opened {
  /** Undefined where the browser names none, until a page sends the new tab somewhere. */
  readonly by?: number | undefined;
  /** Whether a page, not a person, then sent it somewhere. */
  readonly isFollowed: boolean;
}

const PREFIX = 'opener.';

export interface Openers {
  /** Which tab opened which. The map is kept up to date. */
  read(): Promise<ReadonlyMap<number, Opened>>;
  /**
   * A tab was created. Chromium (156) names an opener for windows that a script opens, popups too, and also for the empty tab that a
   * person opens beside: so it counts only when a page sends the new tab somewhere. Firefox (153) names none in another window.
   */
  noteOpener(tabId: number, by: number | undefined): Promise<void>;
  /**
   * A tab that may have an opener goes to another page.
   * @param isByPage whether a page sent it there, or the person
   * @param sender the tab of that page, if it is known: it is the opener where the browser named none
   */
  noteNavigation(tabId: number, isByPage: boolean, sender: number | undefined): Promise<void>;
  /** A tab is no more, and so opened none. */
  forget(tabId: number): Promise<void>;
}

/** Remembers which tab opened which, for the workers to come too. Its methods throw when that can't be stored. */
export function createOpeners(session: Storage): Openers {
  let openers: Promise<Map<number, Opened>> | undefined;

  function read(): Promise<Map<number, Opened>> {
    openers ??= session.all().then(openersIn);
    return openers;
  }

  async function change(
    tabId: number,
    next: (before: Opened | undefined) => Opened | undefined,
  ): Promise<void> {
    const all = await read();
    const before = all.get(tabId);
    const opened = next(before);
    if (opened?.by === before?.by && opened?.isFollowed === before?.isFollowed) return;
    if (opened) {
      all.set(tabId, opened);
      await session.set({ [PREFIX + tabId]: opened });
    } else {
      all.delete(tabId);
      await session.remove([PREFIX + tabId]);
    }
  }

  return {
    read,
    noteOpener: (tabId, by) => change(tabId, () => ({ by, isFollowed: false })),
    noteNavigation: (tabId, isByPage, sender) =>
      change(tabId, (before) => {
        const by = before?.by ?? sender;
        return before && isByPage && by !== undefined ? { by, isFollowed: true } : undefined;
      }),
    async forget(tabId) {
      const opened = [...(await read())].filter(([, { by }]) => by === tabId).map(([id]) => id);
      for (const id of [tabId, ...opened]) await change(id, () => undefined);
    },
  };
}

const openersIn = (stored: Readonly<Record<string, unknown>>): Map<number, Opened> =>
  new Map(
    Object.entries(stored).flatMap(([key, opened]) =>
      key.startsWith(PREFIX) ? [[Number(key.slice(PREFIX.length)), opened as Opened] as const] : [],
    ),
  );
