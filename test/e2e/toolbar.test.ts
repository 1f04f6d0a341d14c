import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { closeAfterAll } from './closing.ts';
import { debugHeader, expectButton, readDebug, setDebug } from './debug-mode.ts';
import { driver } from './driver.ts';
import { type Panel, waitForElement } from './panel.ts';
import { type Server, startServer } from './server.ts';

const closing = closeAfterAll();
let browser: Browser | undefined;
let site: Server;
let gateway: Server;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  site = closing(await startServer());
  gateway = closing(await startServer());
  closing({ close: () => browser?.close() });
});

beforeEach(async () => {
  // What one test lets Hopscope remember would be another's known gateway.
  browser = await driver.renew(browser, { build: 'loopback', hosts: ['foreign.test', 'elsewhere.test'] });
  page = await browser.newPage();
});

afterEach(async () => {
  await page.close();
  gateway.forget();
});

/** A site and a gateway that Hopscope has no permission for. */
const foreign = (server: Server) => `http://foreign.test:${server.port}`;

async function visit(origin: string): Promise<void> {
  await page.goto(origin);
  ({ panel } = await driver.openPanel(page));
}

it('says how to start when no gateway is known', async () => {
  await visit(site.origin);
  await expectButton(panel, '', /off in this tab/);
  await driver.clickToolbarButton(page);
  await expectButton(panel, '?', /Open DevTools on this page, go to the Hopscope panel/);
  expect((await readDebug(panel)).gateways).toEqual([]);
});

it('switches the gateways of before on and off, also when the worker is dead', async () => {
  await visit(site.origin);
  await switchOnDebug(panel, site.origin, gateway.origin);
  await expectButton(panel, 'on', new RegExp(`on in this tab for ${gateway.origin}`));
  await driver.clickToolbarButton(page);
  await expectButton(panel, '', /off/);
  expect(await debugHeader(page, gateway)).toBeUndefined();
  await driver.killBackground(page.browser());
  await driver.clickToolbarButton(page);
  await expectButton(panel, 'on', /on in this tab/);
  expect(await debugHeader(page, gateway)).toBe('true');
});

it('does not switch on a gateway that the person did not allow', async () => {
  await visit(site.origin);
  await setDebug(panel, [foreign(gateway)]);
  await expectButton(panel, '!', /permission is missing/);
  expect(await readDebug(panel)).toMatchObject({
    gateways: [{ origin: foreign(gateway), permitted: false }],
    known: [],
  });
  await driver.clickToolbarButton(page);
  await expectButton(panel, '', /off/);
  await driver.clickToolbarButton(page);
  await expectButton(panel, '?', /no gateway to switch on/);
});

it('tells that the page is not allowed; where a click allows it, it does until the tab goes to another site', async () => {
  await visit(foreign(site));
  await setDebug(panel, [gateway.origin]);
  await expectButton(panel, '!', /may not act on this page/);
  expect(await readDebug(panel)).not.toHaveProperty('page');
  await waitForElement(panel, `[role="switch"][title*="no permission for ${foreign(site)}"]`);
  expect(await debugHeader(page, gateway)).toBeUndefined();

  await driver.clickToolbarButton(page);
  if (driver.name === 'firefox') {
    // There a click lets no rules act on the page, so it only switches off.
    await expectButton(panel, '', /off/);
    expect(await debugHeader(page, gateway)).toBeUndefined();
    return;
  }
  await expectButton(panel, 'on', /on in this tab/);
  await waitForElement(panel, '[role="switch"][title*="ask LiteLLM for debug headers"]');
  expect((await readDebug(panel)).page).toEqual({ origin: foreign(site), permitted: true });
  expect(await debugHeader(page, gateway)).toBe('true');

  await page.reload();
  await expectButton(panel, 'on', /on in this tab/);
  expect(await debugHeader(page, gateway)).toBe('true');

  await page.goto(`http://elsewhere.test:${site.port}`);
  await expectButton(panel, '!', /may not act on this page/);
  await waitForElement(panel, '[role="switch"][title*="no permission for http://elsewhere.test"]');
  expect(await debugHeader(page, gateway)).toBeUndefined();
});

it('keeps its badge when the tab goes to another page', async () => {
  await visit(site.origin);
  await switchOnDebug(panel, site.origin, gateway.origin);
  await page.goto(`${site.origin}/?again`);
  await expectButton(panel, 'on', /on in this tab/);
});
