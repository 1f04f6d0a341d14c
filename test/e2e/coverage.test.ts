import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { readDebug, sessionRules } from './debug-mode.ts';
import { driver } from './driver.ts';
import { click, clickFirst, type Panel, waitForElement } from './panel.ts';
import { type Server, startServer } from './server.ts';

const PATIENCE = { timeout: 10_000 };

/** Fetches what it is told to, as a service worker or as a shared one. */
const WORKER = `
const work = ({ data: [url, body] }, port) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    .then((response) => response.text()).then(() => port.postMessage('done'));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => event.waitUntil(work(event, event.ports[0])));
addEventListener('connect', ({ ports: [port] }) => { port.onmessage = (event) => work(event, port); });`;

const CALL = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

let browser: Browser;
let site: Server;
let gateway: Server;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  gateway = await startServer();
  site = await startServer((_, response) =>
    response.setHeader('content-type', 'text/javascript').end(WORKER),
  );
  browser = await driver.launch({ build: 'loopback' });
});

afterAll(async () => {
  await browser?.close();
  for (const server of [site, gateway]) server?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(site.origin);
  ({ panel } = await driver.openPanel(page));
  await switchOnDebug(panel, site.origin, gateway.origin);
});

afterEach(async () => {
  await page.close();
  for (const server of [site, gateway]) server.forget();
});

async function call(path: string): Promise<void> {
  await page.evaluate(
    async (url, body) => {
      await (
        await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      ).text();
    },
    gateway.origin + path,
    CALL,
  );
}

/** Has a service worker of a page call the gateway. */
async function callFromServiceWorker(path: string, of = page): Promise<void> {
  await of.evaluate(
    async (url, body) => {
      await navigator.serviceWorker.register('/worker.js');
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      const done = new Promise((resolve) => {
        port1.onmessage = resolve;
      });
      active?.postMessage([url, body], [port2]);
      await done;
    },
    gateway.origin + path,
    CALL,
  );
}

async function callFromSharedWorker(path: string): Promise<void> {
  await page.evaluate(
    async (url, body) => {
      const { port } = new SharedWorker('/shared.js');
      const done = new Promise((resolve) => {
        port.onmessage = resolve;
      });
      port.postMessage([url, body]);
      await done;
    },
    gateway.origin + path,
    CALL,
  );
}

/** What the gateway saw, one line a request that is no preflight: `/mcp true`. */
const seen = () =>
  gateway.received
    .filter(({ method }) => method !== 'OPTIONS')
    .map(({ path, debug }) => `${path} ${debug ?? '-'}`);

const coverage = () => panel.$$eval('.coverage li', (items) => items.map((item) => item.textContent));

const expectCoverage = (...expected: readonly unknown[]) =>
  vi.waitFor(async () => expect(await coverage()).toEqual(expected), PATIENCE);

const press = (name: string) =>
  clickFirst(
    panel,
    `[...document.querySelectorAll('button:enabled')]
      .find(({ textContent }) => textContent.includes(${JSON.stringify(name)}))`,
  );

describe('workers of the page', () => {
  it('are told as not covered, and covered once the person chooses so, until debug mode goes off', async () => {
    await call('/page');
    await callFromServiceWorker('/service');
    await callFromSharedWorker('/shared');
    await expectCoverage(expect.stringMatching(/^2 requests of a service worker or shared worker\./));
    expect(await sessionRules(panel)).toHaveLength(1);
    await press('Cover workers of 127.0.0.1');
    await expectCoverage(expect.stringMatching(/^Workers of 127\.0\.0\.1 are covered, too/));
    await callFromServiceWorker('/service-covered');
    await callFromSharedWorker('/shared-covered');
    await call('/page-covered');
    await click(panel, '[role="switch"][aria-checked="true"]');
    await vi.waitFor(async () => expect(await sessionRules(panel)).toEqual([]), PATIENCE);
    await callFromServiceWorker('/service-off');
    expect(seen()).toEqual([
      '/page true',
      '/service -',
      '/shared -',
      '/service-covered true',
      '/shared-covered true',
      '/page-covered true',
      '/service-off -',
    ]);
  });

  it('stay covered when the extension’s worker dies, and are no longer when the person says so', async () => {
    await call('/page');
    await callFromServiceWorker('/service');
    await expectCoverage(expect.stringContaining('1 request of a service worker'));
    await press('Cover workers of');
    await expectCoverage(expect.stringContaining('are covered, too'));
    await driver.killBackground(browser);
    expect((await readDebug(panel)).workersOf).toBe('127.0.0.1');
    await callFromServiceWorker('/covered');
    await press('Stop covering workers');
    await vi.waitFor(async () => expect(await sessionRules(panel)).toHaveLength(1), PATIENCE);
    await callFromServiceWorker('/stopped');
    expect(seen()).toEqual(['/page true', '/service -', '/covered true', '/stopped -']);
  });

  it('of another host stay as they are', async () => {
    await call('/page');
    await callFromServiceWorker('/service');
    await expectCoverage(expect.stringContaining('1 request of a service worker'));
    await press('Cover workers of');
    await expectCoverage(expect.stringContaining('are covered, too'));
    const elsewhere = await browser.newPage();
    await elsewhere.goto(`http://localhost:${site.port}`);
    await callFromServiceWorker('/elsewhere', elsewhere);
    await elsewhere.close();
    expect(seen()).toContain('/elsewhere -');
  });
});

it('a header that the page sets itself is told as not of Hopscope', async () => {
  await click(panel, '[role="switch"][aria-checked="true"]');
  await waitForElement(panel, '[role="switch"][aria-checked="false"]');
  await page.evaluate(
    async (url, body) => {
      const headers = { 'content-type': 'application/json', 'x-litellm-mcp-debug': 'true' };
      await (await fetch(url, { method: 'POST', headers, body })).text();
    },
    `${gateway.origin}/mcp?allow=x-litellm-mcp-debug`,
    CALL,
  );
  await expectCoverage(expect.stringMatching(/^1 request had the debug header without Hopscope/));
});
