import type { Browser } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { closeAfterAll } from '../closing.ts';
import { openTabWith } from '../open-tab.ts';
import type { Panel } from '../panel.ts';
import { startServer } from '../server.ts';
import { DIST_LOOPBACK } from './build.ts';
import { inChrome } from './chrome-script.ts';
import { launchFirefox } from './launch.ts';
import { killBackground, openPanel, setTheme, type Toolbox } from './toolbox.ts';

const closing = closeAfterAll();
let browser: Browser;
let panel: Panel;
let devtools: Toolbox;

beforeAll(async () => {
  const site = closing(await startServer());
  browser = closing(await launchFirefox({ extensionDir: DIST_LOOPBACK }));
  ({ panel, devtools } = await openTabWith(openPanel, browser, site.origin));
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
