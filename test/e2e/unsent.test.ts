import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readRows, switchOnDebug } from '../stack/panel-driver.ts';
import { closeAfterAll } from './closing.ts';
import { driver, inEach } from './driver.ts';
import { openTab } from './open-tab.ts';
import { type Panel, waitFor } from './panel.ts';
import { type Server, startServer } from './server.ts';

/* What the browser keeps from being sent, or gets no connection for: a row for each, once, and why. */
const closing = closeAfterAll();
let browser: Browser;
let site: Server;
let gateway: Server;
/** Where nobody listens any more. */
let nowhere: string;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  site = closing(await startServer());
  gateway = closing(await startServer());
  const gone = await startServer();
  nowhere = gone.origin;
  gone.close();
  browser = closing(await driver.launch({ build: 'loopback' }));
});

beforeEach(async () => {
  const tab = await openTab(browser, site.origin);
  ({ page, panel } = tab);
  await switchOnDebug(panel, site.origin, gateway.origin, nowhere);
  await driver.makeRoom(tab.devtools);
});

afterEach(() => page.close());

/** Has the page call tools at once, each by its name, where and with a header that needs a preflight or none. */
async function call(calls: Readonly<Record<string, readonly [url: string, header?: string]>>): Promise<void> {
  await page.evaluate(
    (all) =>
      Promise.allSettled(
        Object.entries(all).map(async ([name, [url, header]]) => {
          const params = { name, arguments: {} };
          const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
          const headers = header === undefined ? [] : [[header, 'application/json'] as [string, string]];
          await (await fetch(url, { method: 'POST', headers, body })).text();
        }),
      ),
    calls,
  );
}

/**
 * The rules that fired on each call, once one more of each kind was listed: what came twice is there by now. In Firefox what was
 * never sent comes from the background, and the rest from DevTools.
 */
async function verdicts(): Promise<readonly string[]> {
  await call({
    'last-sent': [`${gateway.origin}/mcp`, 'content-type'],
    'last-unsent': [`${nowhere}/mcp`, 'content-type'],
  });
  const has = (name: string) =>
    `[...document.querySelectorAll('[role="grid"] .finished')].some(({ textContent }) => textContent.includes('${name}'))`;
  await waitFor(
    panel,
    `${has('last-sent')} && ${has('last-unsent')} && !document.querySelector('[role="grid"] .open')`,
  );
  const rows = await readRows(panel);
  return (
    rows
      .filter(({ call: name }) => !name.startsWith('last'))
      // The cell has the method and, of what the background observed, a word on bodies, too.
      .map(({ call: name, findings }) =>
        [name.replace(/ tools\/call.*/, ''), ...findings.map(({ rule }) => rule)].join(' '),
      )
      .sort()
  );
}

it('shows each call to a gateway that is down, however many at once, and each that a preflight forbids', async () => {
  await call({
    'down-1': [`${nowhere}/mcp`, 'content-type'],
    'down-2': [`${nowhere}/mcp`, 'content-type'],
    'down-3': [`${nowhere}/mcp/other?n=3`, 'content-type'],
    'down-without-preflight': [`${nowhere}/mcp`],
    'forbidden-1': [`${gateway.origin}/mcp`, 'x-not-allowed'],
    'forbidden-2': [`${gateway.origin}/mcp`, 'x-not-allowed'],
  });
  expect(await verdicts()).toEqual([
    // Firefox's DevTools list it, as it was sent, but know neither its body nor why it failed.
    ...inEach({ chromium: [], firefox: ['/mcp'] }),
    'CORS preflight preflight-refused',
    'CORS preflight preflight-refused',
    'down-1 gateway-unreachable',
    'down-2 gateway-unreachable',
    'down-3 gateway-unreachable',
    ...inEach({ chromium: ['down-without-preflight gateway-unreachable'], firefox: [] }),
    // Firefox tells of the preflight behind its request.
    ...inEach({
      chromium: ['forbidden-1', 'forbidden-2'],
      firefox: ['forbidden-1 failure-unexplained', 'forbidden-2 failure-unexplained'],
    }),
  ]);
});

it('shows it, too, when the background was dead by then', async () => {
  await driver.killBackground(browser);
  await call({ down: [`${nowhere}/mcp`, 'content-type'] });
  expect(await verdicts()).toEqual(['down gateway-unreachable']);
});
