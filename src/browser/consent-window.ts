import { browser } from './api.ts';
import { isPermitted } from './permissions.ts';

const PAGE = '/src/consent/consent.html';

/**
 * Asks for host permission in a window of Hopscope's own, and waits until the window closes.
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
    const url = browser.runtime.getURL(`${PAGE}?${query}`);
    const { id = -1 } = await browser.windows.create({ url, type: 'popup', width: 560, height: 420 });
    await new Promise<void>((resolve) => {
      check = () => closed.has(id) && resolve();
      check();
    });
  } finally {
    browser.windows.onRemoved.removeListener(note);
  }
  return arePermitted(origins);
}

async function arePermitted(origins: readonly string[]): Promise<boolean> {
  return (await Promise.all(origins.map(isPermitted))).every(Boolean);
}
