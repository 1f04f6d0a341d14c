import type { ServerResponse } from 'node:http';
import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { closeAfterAll } from './closing.ts';
import { setDebug } from './debug-mode.ts';
import { driver } from './driver.ts';
import { openTab } from './open-tab.ts';
import { fetchIn, listTools, MCP_ACCEPT } from './page-fetch.ts';
import { click, type Panel, waitFor } from './panel.ts';
import { type Server, startServer } from './server.ts';

const closing = closeAfterAll();
let browser: Browser;
let site: Server;
let other: Server;
/** Answers that are never ended. */
const held = new Set<ServerResponse>();
let page: Page;
let panel: Panel;

const answer = (response: ServerResponse, type: string, body: string) =>
  response.setHeader('content-type', type).end(body);

beforeAll(async () => {
  site = await startServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site');
    if (pathname === '/redirect') response.writeHead(302, { location: '/page' }).end();
    else if (pathname === '/nothing') response.writeHead(204).end();
    else if (pathname === '/download')
      answer(response.setHeader('content-disposition', 'attachment; filename=x.bin'), 'application/zip', 'x');
    else if (pathname === '/mcp/held') held.add(response);
    else if (pathname.startsWith('/mcp/'))
      answer(
        response,
        'application/json',
        '{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"echo","inputSchema":{"type":"object"}}]}}',
      );
    else answer(response, 'text/html', '<!doctype html><title>page</title>');
  });
  closing(site);
  other = closing(await startServer());
  browser = closing(await driver.launch({ build: 'loopback' }));
});

beforeEach(async () => {
  ({ page, panel } = await openTab(browser, `${site.origin}/page`));
});

afterEach(async () => {
  await page.close();
  held.clear();
});

/** Calls a tool list from the page; the name is in the address. */
const call = (name: string) => fetchIn(page, `${site.origin}/mcp/${name}`, listTools(MCP_ACCEPT));

/** A column of all rows, in the list's order. In that of the server stand the names of the calls. */
const rows = (column = '.column-server') =>
  panel.$$eval(`[role="grid"] [data-id]:not(.preflight) ${column}`, (cells) =>
    cells.map(({ textContent }) => textContent),
  );

const expectRows = (...names: readonly string[]) =>
  eventually(async () => expect(await rows()).toEqual(names));

/** Calls, and waits until the list has that call alone. */
async function expectOnly(name: string): Promise<void> {
  await call(name);
  await expectRows(name);
}

/** The choice is remembered from panel to panel. */
async function preserveLog(on: boolean): Promise<void> {
  const box = '.toolbar label.check input';
  if ((await panel.$eval(box, (input) => (input as HTMLInputElement).checked)) !== on)
    await click(panel, box);
  await waitFor(panel, `document.querySelector('${box}').checked === ${on}`);
}

/** Runs in the page, which may be gone before it answers. */
const inPage = (code: string) => page.evaluate(`void (${code})`).catch(() => undefined);

/** Waits until the page has run a script of its own. */
async function arrive(act: () => Promise<unknown>): Promise<void> {
  await page.evaluate('globalThis.isOld = true');
  await act();
  await page.waitForFunction('globalThis.isOld === undefined && document.readyState === "complete"', {
    polling: 20,
  });
}

describe('a page that keeps its document keeps its requests', () => {
  it.each([
    ['history.pushState', `history.pushState({}, '', '/page?pushed')`],
    ['history.replaceState', `history.replaceState({}, '', '/page?replaced')`],
    ['history.replaceState with the same URL', `history.replaceState({}, '', location.href)`],
    ['a new hash', `location.hash = 'there'`],
    ['pushState and back', `(history.pushState({}, '', '/page?pushed'), history.back())`],
    [
      'pushState a hundred times',
      `Array.from({ length: 100 }, (_, n) => history.pushState({}, '', '/page?n=' + n))`,
    ],
    ['a download', `location.assign('/download')`],
    ['a response without content', `location.assign('/nothing')`],
    [
      'a frame that navigates',
      `document.body.append(Object.assign(document.createElement('iframe'), { src: '/page?frame' }))`,
    ],
  ])('%s', async (_, code) => {
    await expectOnly('before');
    await inPage(code);
    for (const name of ['one', 'two', 'three']) await call(name);
    await expectRows('before', 'one', 'two', 'three');
  });
});

describe('a new document empties the list', () => {
  const leave = (code: string) => arrive(() => inPage(code));

  it.each([
    ['a reload', 'location.reload()'],
    ['a reload after the URL was set', `(history.replaceState({}, '', '/page?replaced'), location.reload())`],
    ['another page', `location.assign('/page?second')`],
    ['the same URL again', 'location.assign(location.href)'],
    ['a redirect', `location.assign('/redirect')`],
  ])('%s', async (_, code) => {
    await expectOnly('before');
    await leave(code);
    await expectOnly('after');
  });

  it('a page that sets its URL as soon as it is there loses nothing of its own', async () => {
    await expectOnly('before');
    await leave(`location.assign('/page?again')`);
    await call('after');
    await inPage(`history.replaceState({}, '', '/page?ready')`);
    await call('later');
    await expectRows('after', 'later');
  });

  it('a page out of the back/forward cache', async () => {
    await expectOnly('first');
    await leave(`location.assign('/page?second')`);
    await expectOnly('second');
    await inPage('history.back()');
    await page.waitForFunction('!location.search', { polling: 20 });
    await expectOnly('back');
    await inPage(`history.replaceState({}, '', '/page?replaced')`);
    await call('later');
    await expectRows('back', 'later');
  });

  it('about:blank, and a page of another origin', async () => {
    await expectOnly('before');
    await page.goto('about:blank').catch(() => undefined);
    await waitFor(panel, `!document.querySelector('[role="grid"] [data-id]')`);
    await page.goto(other.origin).catch(() => undefined);
    await page.goto(`${site.origin}/page`).catch(() => undefined);
    await expectOnly('after');
  });
});

describe('calls that are open when the page is left', () => {
  beforeEach(async () => {
    await setDebug(panel, [site.origin]);
    await expectOnly('before');
    for (let n = 1; n <= 3; n += 1) {
      void call('held').catch(() => undefined);
      await eventually(() => expect(held.size).toBe(n));
    }
    // What is older than a second is surely not the next page's.
    await waitFor(
      panel,
      `[...document.querySelectorAll('[role="grid"] .column-findings .elapsed')]
        .filter(({ textContent }) => /[2-9] s/.test(textContent)).length === 3`,
    );
  });

  it.each([
    ['a reload', 'location.reload()'],
    ['another origin', `location.assign(globalThis.elsewhere)`],
  ])('stay as rows that say so, with Preserve log: %s', async (_, code) => {
    await preserveLog(true);
    await page.evaluate((url) => Object.assign(globalThis, { elsewhere: url }), `${other.origin}/`);
    await arrive(() => inPage(code));
    await eventually(async () =>
      expect(await rows('.column-status')).toEqual(['200', 'page left', 'page left', 'page left']),
    );
    await expectRows('before', 'held', 'held', 'held');
    expect(await panel.$eval('.status-line', (line) => line.textContent)).toContain('0 errors · 0 warnings');
  });

  it('go with the rest without it', async () => {
    await preserveLog(false);
    await arrive(() => inPage('location.reload()'));
    await expectOnly('after');
  });
});
