import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Panel } from '../panel.ts';
import { type Server, startServer } from '../server.ts';
import { DIST_LOOPBACK } from './build.ts';
import { inChrome } from './chrome-script.ts';
import { launchFirefox } from './launch.ts';
import { killBackground, openPanel, setTheme, type Toolbox } from './toolbox.ts';

let browser: Browser;
let site: Server;
let panel: Panel;
let devtools: Toolbox;

beforeAll(async () => {
  site = await startServer();
  browser = await launchFirefox({ extensionDir: DIST_LOOPBACK });
  const page = await browser.newPage();
  await page.goto(site.origin);
  ({ panel, devtools } = await openPanel(page));
});

afterAll(async () => {
  await browser?.close();
  site?.close();
});

it('follows the theme of DevTools', async () => {
  const ground = () => panel.evaluate('getComputedStyle(document.body).backgroundColor');
  await setTheme(panel, devtools, 'dark');
  expect(await ground()).toBe('rgb(31, 32, 35)');
  await setTheme(panel, devtools, 'light');
  expect(await ground()).toBe('rgb(255, 255, 255)');
});

it('starts and starts again without an error of the extension’s', async () => {
  await killBackground(browser);
  await panel.inBackground?.('chrome.runtime.getManifest().name');
  const said = await inChrome<readonly string[]>(
    browser,
    `return Services.console.getMessageArray()
      .filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & message.warningFlag))
      .map((message) => message.toString())
      .filter((message) => message.includes('moz-extension://'));`,
  );
  expect(said).toEqual([]);
});
