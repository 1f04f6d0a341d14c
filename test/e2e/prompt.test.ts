import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { closeAfterAll } from './closing.ts';
import { debugHeader, expectButton, grantedOrigins, readDebug } from './debug-mode.ts';
import { driver, inEach, type Prompts } from './driver.ts';
import { click, fill, type Panel, waitForElement, waitForForm, waitForText, withApi } from './panel.ts';
import { type Server, startServer } from './server.ts';

/* The extension as people install it, and the browser's real permission prompt. */
const closing = closeAfterAll();
let prompts: Prompts;
let browser: Browser;
let site: Server;
let gateway: Server;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  prompts = closing(await driver.startPrompts());
  site = closing(await startServer());
  gateway = closing(await startServer());
});

beforeEach(async () => {
  browser = await prompts.launch();
  page = (await browser.pages())[0] as Page;
  await page.goto(site.origin);
  ({ panel } = await driver.openPanel(page));
});

afterEach(async () => {
  await browser?.close();
  gateway.forget();
});

/** Asks for a gateway in the panel and answers the browser's prompt. */
async function askFor(origin: string, answer: 'allow' | 'refuse'): Promise<void> {
  await click(panel, '[role="switch"]');
  await fill(panel, 'form input[type="text"]', origin);
  await waitForForm(panel, site.origin);
  // The click that brings up the prompt may not end before the prompt does.
  const asked = click(panel, 'form button[type="submit"]');
  await waitForText(panel, 'Waiting for your answer');
  await prompts.answer(browser, answer);
  await asked;
}

/** The pattern of a permission: Firefox's have no port. */
const patternOf = ({ origin }: Server): string =>
  inEach({ chromium: `${origin}/*`, firefox: `${origin.replace(/:\d+$/, '')}/*` });

it('asks for exactly the gateway and the page, and injects when they are allowed', async () => {
  expect(await grantedOrigins(panel)).toEqual([]);
  await askFor(gateway.origin, 'allow');
  await waitForElement(panel, '[role="switch"][aria-checked="true"]');
  expect(new Set((await grantedOrigins(panel)) as string[])).toEqual(
    new Set([patternOf(gateway), patternOf(site)]),
  );
  // The switch is on before the gateway is kept among those known.
  await eventually(async () =>
    expect(await readDebug(panel)).toMatchObject({
      gateways: [{ origin: gateway.origin, permitted: true }],
      page: { origin: site.origin, permitted: true },
      known: [gateway.origin],
    }),
  );
  expect(await debugHeader(page, gateway)).toBe('true');
});

it('changes nothing when they are refused, and says so', async () => {
  await askFor(gateway.origin, 'refuse');
  await waitForText(panel, 'Permission was not given');
  expect(await grantedOrigins(panel)).toEqual([]);
  expect(await readDebug(panel)).toMatchObject({ gateways: [], known: [] });
  expect(await debugHeader(page, gateway)).toBeUndefined();
});

it('notices when the permission is taken away, and does not switch on without it', async () => {
  await askFor(gateway.origin, 'allow');
  await expectButton(panel, 'on', /on in this tab/);
  await withApi(panel, `chrome.permissions.remove({ origins: ['${patternOf(gateway)}'] })`);
  // In Firefox it was the page’s permission, too: both are on this machine.
  await expectButton(
    panel,
    '!',
    inEach({ chromium: /permission is missing/, firefox: /may not act on this page/ }),
  );
  await waitForElement(panel, `[role="switch"][title*="no permission for ${gateway.origin}"]`);
  expect(await debugHeader(page, gateway)).toBeUndefined();
  await driver.clickToolbarButton(page);
  await expectButton(panel, '', /off/);
  await driver.clickToolbarButton(page);
  await expectButton(panel, '?', /no gateway to switch on/);
});
