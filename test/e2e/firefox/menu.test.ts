import type { Browser } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { switchOnDebug } from '../../stack/panel-driver.ts';
import { closeAfterAll } from '../closing.ts';
import { expectButton, readDebug } from '../debug-mode.ts';
import { openTabWith } from '../open-tab.ts';
import { type Server, startServer } from '../server.ts';
import { DIST_LOOPBACK } from './build.ts';
import { launchFirefox } from './launch.ts';
import { chooseInMenu, killBackground, openPanel } from './toolbox.ts';

const ENTRY = 'Debug mode on or off in this tab';

const closing = closeAfterAll();
let browser: Browser;
let site: Server;

beforeAll(async () => {
  site = closing(await startServer());
  browser = closing(await launchFirefox({ extensionDir: DIST_LOOPBACK }));
});

it('the menu of the toolbar button has the switch, also when the background is dead', async () => {
  const { page, panel } = await openTabWith(openPanel, browser, site.origin);
  await switchOnDebug(panel, site.origin, site.origin);
  await expectButton(panel, 'on', /on in this tab/);
  await chooseInMenu(page, ENTRY);
  await expectButton(panel, '', /off/);
  await killBackground(browser);
  await chooseInMenu(page, ENTRY);
  await expectButton(panel, 'on', /on in this tab/);
  expect((await readDebug(panel)).gateways).toMatchObject([{ origin: site.origin }]);
});
