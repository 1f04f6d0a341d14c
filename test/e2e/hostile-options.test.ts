import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { DIST_LOOPBACK } from './build.ts';
import { launchChromium, openOptions } from './chromium.ts';
import { closeAfterAll } from './closing.ts';
import { expectOnlyText, installLooker, type Watched } from './hostile-look.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { startServer } from './server.ts';

const closing = closeAfterAll();
let options: Page;
let tabId: number;
const requests: string[] = [];

beforeAll(async () => {
  const site = closing(await startServer());
  const browser = closing(await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true }));
  options = await openOptions(browser);
  const page = await browser.newPage();
  await page.goto(site.origin);
  tabId = (await options.evaluate(
    `chrome.tabs.query({ url: '${site.origin.replace(/:\d+$/, '')}/*' }).then(([tab]) => tab.id)`,
  )) as number;
  await options.bringToFront();
  options.on('request', (request) => requests.push(request.url()));
  await options.evaluate(installLooker);
});

it.each(HOSTILE_TEXTS.map((text) => ({ text, name: JSON.stringify(text) })))(
  'takes $name for no gateway, and for a header’s name only where it is one',
  async ({ text }) => {
    const address = options.url();
    await options.evaluate(typeNames, text);
    await expectOnlyText(options);
    for (const origin of [text, `https://${text}`, `http://127.0.0.1:9/${text}`]) {
      const title = await options.evaluate(switchOn, tabId, origin);
      await options.evaluate(`looker.note(${JSON.stringify(title)}); looker.look()`);
    }
    await expectOnlyText(options);
    expect(options.url()).toBe(address);
    expect(requests).toEqual([]);
  },
);

/** Types a text as the name of each header in turn, saves, and goes back to LiteLLM's names. Runs in the page. */
async function typeNames(text: string): Promise<void> {
  const { look, until, find, click } = (globalThis as unknown as Watched).looker;
  const fields = () => [...document.querySelectorAll<HTMLInputElement>('.field input')];
  for (const index of fields().keys()) {
    const field = fields()[index];
    if (field) field.value = text;
    field?.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await click('form [type="submit"]');
    await until(() => find('form .problem')?.textContent || find('.done')?.textContent);
    look();
    await click('form .buttons [type="button"]:not([type="submit"])');
    await until(() => fields().every(({ value }) => value.startsWith('x-')));
  }
}

/** Asks for debug mode as the panel does, and returns what the toolbar button says then, or why it can't be. Runs in the page. */
async function switchOn(tabId: number, origin: string): Promise<string> {
  const set = (origins: readonly string[]) =>
    chrome.runtime.sendMessage({ ask: 'debug.set', input: { tabId, origins } });
  try {
    await set([origin]);
    const title = await chrome.action.getTitle({ tabId });
    await set([]);
    return title;
  } catch (error) {
    return String(error);
  }
}
