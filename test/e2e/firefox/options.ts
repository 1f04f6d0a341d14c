import type { Browser, Page } from 'puppeteer-core';
import { EXTENSION, inChrome } from './chrome-script.ts';

/** Opens Hopscope's options page in a tab of its own, in front. */
export async function openOptions(browser: Browser): Promise<Page> {
  const url = await inChrome<string>(
    browser,
    `${EXTENSION} return extension.baseURI.resolve('src/options/options.html');`,
  );
  const page = await browser.newPage();
  // WebDriver (153) never tells that a page of an extension was loaded, and reaches into it all the same.
  void page.goto(url).catch(() => undefined);
  await page.waitForSelector('section');
  return page;
}

/** The numbers of Firefox's setting. */
const SCHEMES = { dark: 0, light: 1 };

/** Has every page take the person for one who likes light or dark. */
export async function prefer(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await inChrome(
    page.browser(),
    `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${SCHEMES[scheme]});`,
  );
}
