import { browser } from '../browser/api.ts';

/** Which tab opened another, as far as the browser told. */
interface Opened {
  /** Undefined where the browser names none, until a page sends the new tab somewhere. */
  readonly by?: number | undefined;
  /** Whether a page, not a person, then sent it somewhere. */
  readonly isFollowed: boolean;
}

const PREFIX = 'opener.';

let openers: Promise<Map<number, Opened>> | undefined;

/** Which tab opened which. The map is kept up to date. */
export function readOpeners(): Promise<ReadonlyMap<number, Opened>> {
  return known();
}

/**
 * A tab was created. Chromium (156) names an opener for windows that a script opens, popups too, and also for the empty tab that a
 * person opens beside: so it counts only when a page sends the new tab somewhere. Firefox (153) names none in another window.
 */
export function noteOpener(tabId: number, by: number | undefined): Promise<void> {
  return change(tabId, () => ({ by, isFollowed: false }));
}

/**
 * A tab that may have an opener goes to another page.
 * @param isByPage whether a page sent it there, or the person
 * @param sender the tab of that page, if it is known: it is the opener where the browser named none
 */
export function noteNavigation(tabId: number, isByPage: boolean, sender: number | undefined): Promise<void> {
  return change(tabId, (before) => {
    const by = before?.by ?? sender;
    return before && isByPage && by !== undefined ? { by, isFollowed: true } : undefined;
  });
}

/** A tab closed. */
export function forgetOpener(tabId: number): Promise<void> {
  return change(tabId, () => undefined);
}

async function change(
  tabId: number,
  next: (before: Opened | undefined) => Opened | undefined,
): Promise<void> {
  const all = await known();
  const before = all.get(tabId);
  const opened = next(before);
  if (opened?.by === before?.by && opened?.isFollowed === before?.isFollowed) return;
  if (opened) {
    all.set(tabId, opened);
    await browser.storage.session.set({ [PREFIX + tabId]: opened });
  } else {
    all.delete(tabId);
    await browser.storage.session.remove(PREFIX + tabId);
  }
}

function known(): Promise<Map<number, Opened>> {
  openers ??= browser.storage.session.get(null).then(openersIn);
  return openers;
}

const openersIn = (stored: Readonly<Record<string, unknown>>): Map<number, Opened> =>
  new Map(
    Object.entries(stored).flatMap(([key, opened]) =>
      key.startsWith(PREFIX) ? [[Number(key.slice(PREFIX.length)), opened as Opened] as const] : [],
    ),
  );
