import { setTimeout } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { DIST } from './build.ts';
import { launchChromium, openOptions, openPanel } from './chromium.ts';
import { closeAfterAll } from './closing.ts';
import { debugHeader, expectButton, grantedOrigins, readDebug, sessionRules } from './debug-mode.ts';
import { type Display, startDisplay } from './display.ts';
import { waitForForm } from './panel.ts';
import { type Server, startServer } from './server.ts';

/*
 * The extension as people install it, and the browser's real permission prompt. The browser draws the prompt itself, so
 * only the keyboard of the display reaches it.
 */
const closing = closeAfterAll();
let display: Display;
let browser: Browser;
let site: Server;
let gateway: Server;
let page: Page;
let panel: Frame;

beforeAll(async () => {
  display = closing(await startDisplay());
  site = closing(await startServer());
  gateway = closing(await startServer());
});

beforeEach(async () => {
  browser = await launchChromium({ extensionDir: DIST, headless: false, env: display.env });
  page = (await browser.pages())[0] as Page;
  await page.goto(site.origin);
  ({ panel } = await openPanel(page));
});

afterEach(async () => {
  await browser?.close();
  gateway.forget();
});

/** Fills in the form of the panel's switch, as far as the browser's question. */
async function askForGateway(): Promise<void> {
  await panel.locator('[role="switch"]').click();
  await panel.locator('form input[type="text"]').fill(gateway.origin);
  await waitForForm(panel, site.origin);
  await panel.locator('form button[type="submit"]').click();
}

/** Asks for a gateway in the panel and answers the browser's prompt with these keys. */
async function answerPrompt(...keys: string[]): Promise<void> {
  // The click that brings up the prompt may not end before the prompt does.
  const asked = askForGateway();
  await panel.waitForSelector('::-p-text(Waiting for your answer)');
  // The prompt takes no answer in its first half second, and nothing outside of it tells when it begins to.
  await setTimeout(2_000);
  await display.press(...keys);
  await asked;
}

it('is taken back on the options page, which switches debug mode off', async () => {
  await answerPrompt('Tab', 'Return');
  await expectButton(panel, 'on', /on in this tab/);
  const options = await openOptions(browser);
  const remove = (origin: string) =>
    options.$eval(`::-p-aria(Remove ${origin})`, (button) => (button as HTMLElement).click());

  // The page's: nothing would be applied there.
  await remove(site.origin);
  await expectButton(panel, '', /off/);
  expect(await sessionRules(panel)).toEqual([]);
  expect(await grantedOrigins(panel)).toEqual([`${gateway.origin}/*`]);

  await remove(gateway.origin);
  await options.waitForSelector('::-p-text(None yet)');
  expect(await grantedOrigins(panel)).toEqual([]);
  expect((await readDebug(panel)).known).toEqual([]);
});

it('is not needed again for the keys of the toolbar button', async () => {
  await answerPrompt('Tab', 'Return');
  await expectButton(panel, 'on', /on in this tab/);
  await page.bringToFront();
  await page.focus('body');
  await display.press('alt+shift+h');
  await expectButton(panel, '', /off/);
  await display.press('alt+shift+h');
  await expectButton(panel, 'on', /on in this tab/);
  expect(await debugHeader(page, gateway)).toBe('true');
});
