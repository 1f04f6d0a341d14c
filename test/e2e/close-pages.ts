import type { Browser, Page } from 'puppeteer-core';

/** Closes the tabs and windows that show a site, but for one, and leaves those of the browser. */
export async function closePages(browser: Browser, kept?: Page): Promise<void> {
  // Not by the pages themselves: one that just opened does not know its address yet.
  for (const target of browser.targets()) {
    if (target.type() !== 'page' || !target.url().startsWith('http')) continue;
    const page = await target.page();
    if (page !== kept) await page?.close();
  }
}
