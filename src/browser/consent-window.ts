import { browser } from './api.ts';
import { inTurn } from './in-turn.ts';
import { isPermitted } from './permissions.ts';

const PAGE = '/src/consent/consent.html';

/**
 * Asks for host permission in a window of Hopscope's own, and waits until the window closes. There is one such window at a
 * time: asked the same again, as after a background was killed that waited for it, it comes to the front; asked for other
 * origins, another takes its place.
 * @returns whether all are permitted then, at once when they were before
 */
export async function askInWindow(origins: readonly string[]): Promise<boolean> {
  if (await arePermitted(origins)) return true;
  const closed = new Set<number>();
  let check = () => {};
  const note = (id: number) => {
    closed.add(id);
    check();
  };
  browser.windows.onRemoved.addListener(note);
  try {
    const query = new URLSearchParams(origins.map((origin) => ['origin', origin]));
    // Two panels may ask at once.
    const id = await inTurn('consent', () => show(browser.runtime.getURL(`${PAGE}?${query}`), origins));
    if (id === undefined) return true;
    await new Promise<void>((resolve) => {
      check = () => closed.has(id) && resolve();
      check();
    });
  } finally {
    browser.windows.onRemoved.removeListener(note);
  }
  return arePermitted(origins);
}

/** The id of the window, in front; undefined when there is none, because the answer came meanwhile. */
async function show(url: string, origins: readonly string[]): Promise<number | undefined> {
  const pages = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
  const asking = pages.filter(({ documentUrl }) =>
    documentUrl?.startsWith(browser.runtime.getURL(`${PAGE}?`)),
  );
  const same = asking.find(({ documentUrl }) => documentUrl === url);
  for (const { windowId } of asking) if (windowId !== same?.windowId) await browser.windows.remove(windowId);
  if (same) {
    // It may be closing, which is noticed like any other close.
    await browser.windows.update(same.windowId, { focused: true }).catch(() => undefined);
    return same.windowId;
  }
  // A window closes after its answer, so that one which was gone before it was looked for shows here.
  if (await arePermitted(origins)) return undefined;
  const { id = -1 } = await browser.windows.create({ url, type: 'popup', width: 560, height: 420 });
  return id;
}

async function arePermitted(origins: readonly string[]): Promise<boolean> {
  return (await Promise.all(origins.map(isPermitted))).every(Boolean);
}
