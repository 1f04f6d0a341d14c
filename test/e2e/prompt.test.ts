import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { expectButton, readDebug } from './debug-mode.ts';
import { driver, inEach, type Prompts } from './driver.ts';
import { click, fill, type Panel, waitForElement, waitForForm, waitForText, withApi } from './panel.ts';
import { type Server, startServer } from './server.ts';

/* The extension as people install it, and the browser's real permission prompt. */
let prompts: Prompts;
let browser: Browser;
let site: Server;
let gateway: Server;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  prompts = await driver.startPrompts();
  site = await startServer();
  gateway = await startServer();
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

afterAll(async () => {
  site?.close();
  gateway?.close();
  await prompts?.close();
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

async function debugHeader(): Promise<string | undefined> {
  await page.evaluate((url) => fetch(url, { method: 'POST' }), `${gateway.origin}/mcp`);
  return gateway.received.at(-1)?.debug;
}

function grantedOrigins(): Promise<unknown> {
  return withApi(panel, `chrome.permissions.getAll().then(({ origins }) => origins)`);
}

it('asks for exactly the gateway and the page, and injects when they are allowed', async () => {
  expect(await grantedOrigins()).toEqual([]);
  await askFor(gateway.origin, 'allow');
  await waitForElement(panel, '[role="switch"][aria-checked="true"]');
  expect(new Set((await grantedOrigins()) as string[])).toEqual(
    new Set([patternOf(gateway), patternOf(site)]),
  );
  // The switch is on before the gateway is kept among those known.
  await vi.waitFor(
    async () =>
      expect(await readDebug(panel)).toMatchObject({
        gateways: [{ origin: gateway.origin, permitted: true }],
        page: { origin: site.origin, permitted: true },
        known: [gateway.origin],
      }),
    { timeout: 10_000 },
  );
  expect(await debugHeader()).toBe('true');
});

it('changes nothing when they are refused, and says so', async () => {
  await askFor(gateway.origin, 'refuse');
  await waitForText(panel, 'Permission was not given');
  expect(await grantedOrigins()).toEqual([]);
  expect(await readDebug(panel)).toMatchObject({ gateways: [], known: [] });
  expect(await debugHeader()).toBeUndefined();
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
  expect(await debugHeader()).toBeUndefined();
  await driver.clickToolbarButton(page);
  await expectButton(panel, '', /off/);
  await driver.clickToolbarButton(page);
  await expectButton(panel, '?', /no gateway to switch on/);
});
