import type { Browser, Page } from 'puppeteer-core';
import { driver } from './driver.ts';
import type { Panel } from './panel.ts';

/** A tab with Hopscope's panel in its DevTools. */
export interface Tab {
  readonly page: Page;
  readonly panel: Panel;
  readonly devtools: unknown;
}

/** Opens a page in a tab of its own, and shows Hopscope's panel in its DevTools. */
export function openTab(browser: Browser, url: string): Promise<Tab> {
  return openTabWith((page) => driver.openPanel(page), browser, url);
}

/** The same by the `openPanel` of one browser, of which a test takes what not every browser has. */
export async function openTabWith<Opened extends object>(
  openPanel: (page: Page) => Promise<Opened>,
  browser: Browser,
  url: string,
): Promise<Opened & { readonly page: Page }> {
  const page = await browser.newPage();
  await page.goto(url);
  return { ...(await openPanel(page)), page };
}
