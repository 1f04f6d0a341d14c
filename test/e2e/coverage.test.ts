import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { closeAfterAll } from './closing.ts';
import { readDebug, sessionRules } from './debug-mode.ts';
import { driver } from './driver.ts';
import { openTab } from './open-tab.ts';
import { fetchIn, listTools } from './page-fetch.ts';
import { click, clickFirst, type Panel, waitForElement } from './panel.ts';
import { type Server, startServer } from './server.ts';

/** Lists tools by MCP where it is told to, as a service worker or as a shared one. */
const WORKER = `
const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
const work = ({ data: url }, port) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    .then((response) => response.text()).then(() => port.postMessage('done'));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => event.waitUntil(work(event, event.ports[0])));
addEventListener('connect', ({ ports: [port] }) => { port.onmessage = (event) => work(event, port); });`;

const closing = closeAfterAll();
let browser: Browser;
let site: Server;
let gateway: Server;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  gateway = closing(await startServer());
  site = closing(
    await startServer((_, response) => response.setHeader('content-type', 'text/javascript').end(WORKER)),
  );
  browser = closing(await driver.launch({ build: 'loopback' }));
});

beforeEach(async () => {
  ({ page, panel } = await openTab(browser, site.origin));
  await switchOnDebug(panel, site.origin, gateway.origin);
});

afterEach(async () => {
  await page.close();
  for (const server of [site, gateway]) server.forget();
});

const call = (path: string) => fetchIn(page, gateway.origin + path, listTools());

/** Has a service worker of a page call the gateway. */
async function callFromServiceWorker(path: string, of = page): Promise<void> {
  await of.evaluate(async (url) => {
    await navigator.serviceWorker.register('/worker.js');
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const done = new Promise((resolve) => {
      port1.onmessage = resolve;
    });
    active?.postMessage(url, [port2]);
    await done;
  }, gateway.origin + path);
}

async function callFromSharedWorker(path: string): Promise<void> {
  await page.evaluate(async (url) => {
    const { port } = new SharedWorker('/shared.js');
    const done = new Promise((resolve) => {
      port.onmessage = resolve;
    });
    port.postMessage(url);
    await done;
  }, gateway.origin + path);
}

/** What the gateway saw, one line a request that is no preflight: `/mcp true`. */
const seen = () =>
  gateway.received
    .filter(({ method }) => method !== 'OPTIONS')
    .map(({ path, debug }) => `${path} ${debug ?? '-'}`);

const coverage = () => panel.$$eval('.coverage li', (items) => items.map((item) => item.textContent));

const expectCoverage = (...expected: readonly unknown[]) =>
  eventually(async () => expect(await coverage()).toEqual(expected));

const press = (name: string) =>
  clickFirst(
    panel,
    `[...document.querySelectorAll('button:enabled')]
      .find(({ textContent }) => textContent.includes(${JSON.stringify(name)}))`,
  );

/** Has the page and its service worker call the gateway, and covers workers, as a person does. */
async function coverWorkers(): Promise<void> {
  await call('/page');
  await callFromServiceWorker('/service');
  await expectCoverage(expect.stringContaining('1 request of a service worker'));
  await press('Cover workers of');
  await expectCoverage(expect.stringContaining('are covered, too'));
}

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
    await eventually(async () => expect(await sessionRules(panel)).toEqual([]));
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
    await coverWorkers();
    await driver.killBackground(browser);
    expect((await readDebug(panel)).workersOf).toBe('127.0.0.1');
    await callFromServiceWorker('/covered');
    await press('Stop covering workers');
    await eventually(async () => expect(await sessionRules(panel)).toHaveLength(1));
    await callFromServiceWorker('/stopped');
    expect(seen()).toEqual(['/page true', '/service -', '/covered true', '/stopped -']);
  });

  it('of another host stay as they are', async () => {
    await coverWorkers();
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
  const url = `${gateway.origin}/mcp?allow=x-litellm-mcp-debug`;
  await fetchIn(page, url, listTools({ 'x-litellm-mcp-debug': 'true' }));
  await expectCoverage(expect.stringMatching(/^1 request had the debug header without Hopscope/));
});
