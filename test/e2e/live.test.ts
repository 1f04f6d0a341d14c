import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Observed } from '../../src/messages.ts';
import { eventually } from '../eventually.ts';
import { closePages } from './close-pages.ts';
import { closeAfterAll } from './closing.ts';
import { readObserved, setDebug } from './debug-mode.ts';
import { driver, inEach } from './driver.ts';
import { type HoldingServer, startHoldingServer } from './holding-server.ts';
import { openTab } from './open-tab.ts';
import { listTools, MCP_ACCEPT, settleIn } from './page-fetch.ts';
import { click, type Panel, waitForElement } from './panel.ts';
import { probeCode } from './probe-code.ts';
import { sized } from './sized.ts';

const KEY = 'sk-throwaway-key-for-tests-0001';

const closing = closeAfterAll();
let browser: Browser;
let gateway: HoldingServer;
let page: Page;
let panel: Panel;
/** How many calls were given a number. */
let numbered = 0;

beforeAll(async () => {
  gateway = await startHoldingServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://gateway');
    if (pathname === '/redirect') {
      response.writeHead(307, { location: searchParams.get('to') ?? '' }).end();
      return;
    }
    if (pathname.startsWith('/mcp/hang')) return;
    if (pathname.startsWith('/mcp/stream')) {
      response.setHeader('content-type', 'text/event-stream').write(message(1));
    } else if (pathname === '/mcp/numbered') {
      numbered += 1;
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: { number: numbered, tools: [] } }));
    } else response.setHeader('content-type', 'application/json').end(RESULT);
  });
  closing(gateway);
  browser = closing(await driver.launch({ build: 'loopback' }));
});

afterEach(async () => {
  await closePages(browser, page);
  gateway.forget();
});

async function openPanel(): Promise<void> {
  ({ page, panel } = await openTab(browser, gateway.origin));
}

const RESULT = JSON.stringify({ jsonrpc: '2.0', id: 1, result: { tools: [] } });

/** A message of an event stream. */
const message = (n: number): string =>
  `data: ${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/progress', params: { progress: n } })}\n\n`;

/** Calls the gateway from a page as an MCP client does. Settles with the answer's text, or with the error's. */
const call = (from: Page, path: string): Promise<string> =>
  settleIn(from, `${gateway.origin}${path}`, listTools({ ...MCP_ACCEPT, authorization: `Bearer ${KEY}` }));

/** Begins a call whose answer a test ends later, and waits until the gateway has it. */
async function begin(path: string): Promise<void> {
  void call(page, path).catch(() => undefined);
  await gateway.holds(path);
}

/** What the background observed of calls to the gateway. */
const observed = async (): Promise<readonly Observed[]> =>
  (await readObserved(panel)).filter(({ exchange }) => exchange.request.url.startsWith(gateway.origin));

const lines = async (): Promise<readonly string[]> =>
  (await observed()).map(
    ({ exchange: { request, response }, state, window }) =>
      `${window} ${request.method} ${request.url.slice(gateway.origin.length)} ${response.status} ${state}`,
  );

const expectObserved = (...expected: readonly string[]) =>
  eventually(async () => expect(await lines()).toEqual(expected));

describe('the background', () => {
  beforeAll(openPanel);

  beforeEach(async () => {
    await setDebug(panel, []);
    await setDebug(panel, [gateway.origin]);
  });

  afterAll(() => page.close());

  it('observes a call from its start, masked', async () => {
    await begin('/mcp/hang');
    await expectObserved('tab POST /mcp/hang 0 open');
    const [started] = await observed();
    expect(started?.exchange.request.body?.text).toBe('{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
    gateway.open.get('/mcp/hang')?.setHeader('x-mcp-debug-auth-resolution', 'no-auth').end(RESULT);
    await expectObserved('tab POST /mcp/hang 200 ended');
    const [ended] = await observed();
    expect(ended).toMatchObject({ hasDebugHeader: true, exchange: { bodies: 'not recorded' } });
    const headers = (side: 'request' | 'response') =>
      Object.fromEntries(
        ended?.exchange[side].headers.map(({ name, value }) => [name.toLowerCase(), value]) ?? [],
      );
    expect(headers('request')).toMatchObject({
      authorization: expect.stringMatching(/^Bearer \[masked sk-\*{4}0001 medium #[0-9a-z]{8}\]$/),
      'x-litellm-mcp-debug': 'true',
    });
    expect(headers('response')).toMatchObject({ 'x-mcp-debug-auth-resolution': 'no-auth' });
    expect(JSON.stringify(ended)).not.toContain(KEY);
  });

  it('goes on with a request where a killed worker left it, with the same tags', async () => {
    await call(page, '/mcp/before');
    await begin('/mcp/hang');
    const sentHeaders = expect.arrayContaining(['authorization']);
    const names = async () =>
      (await observed()).map(({ exchange }) =>
        exchange.request.headers.map(({ name }) => name.toLowerCase()),
      );
    await eventually(async () => expect(await names()).toEqual([sentHeaders, sentHeaders]));
    await driver.killBackground(browser);
    gateway.open.get('/mcp/hang')?.end(RESULT);
    await call(page, '/mcp/after');
    await expectObserved(
      'tab POST /mcp/before 200 ended',
      'tab POST /mcp/hang 200 ended',
      'tab POST /mcp/after 200 ended',
    );
    const masks = (await observed()).map(
      ({ exchange }) =>
        exchange.request.headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value,
    );
    expect(new Set(masks).size).toBe(1);
  });

  it('keeps each request of a chain of redirects', async () => {
    await call(page, '/redirect?to=/redirect%3Fto%3D/mcp/there');
    await expectObserved(
      'tab POST /redirect?to=/redirect%3Fto%3D/mcp/there 307 ended',
      'tab POST /redirect?to=/mcp/there 307 ended',
      'tab POST /mcp/there 200 ended',
    );
  });

  it('observes what belongs to the tab in other windows and workers, and nothing of other tabs', async () => {
    const other = await browser.newPage();
    await other.goto(gateway.origin);
    await call(other, '/mcp/other');
    const [popup] = await Promise.all([
      new Promise<Page | null>((done) => page.once('popup', done)),
      page.evaluate((url) => void window.open(url, '', 'popup,width=300,height=300'), `${gateway.origin}/`),
    ]);
    if (!popup) throw new Error('no popup');
    await popup.waitForFunction(`location.href !== 'about:blank' && document.readyState === 'complete'`, {
      polling: 50,
    });
    await call(popup, '/mcp/popup');
    await expectObserved('popup GET / 200 ended', 'popup POST /mcp/popup 200 ended');
  });

  it('forgets all of a tab when debug mode is switched off, and what is open then for good', async () => {
    await call(page, '/mcp/one');
    await begin('/mcp/hang');
    await eventually(async () => expect(await lines()).toHaveLength(2));
    await setDebug(panel, []);
    expect(await readObserved(panel)).toEqual([]);
    await call(page, '/mcp/two');
    expect(await readObserved(panel)).toEqual([]);
    await setDebug(panel, [gateway.origin]);
    gateway.open.get('/mcp/hang')?.end(RESULT);
    await call(page, '/mcp/three');
    await eventually(async () => expect(await lines()).toContain('tab POST /mcp/three 200 ended'));
    expect(await lines()).toEqual(['tab POST /mcp/three 200 ended']);
  });
});

/** The rows of the panel's list, without those of preflights: call, status, findings, and whether they have bodies. */
const listed = (): Promise<string[]> =>
  panel.$$eval('[role="grid"] [data-id]:not(.preflight)', (rows) =>
    rows.map((row) =>
      ['name', 'status', 'findings']
        .map((column) => row.querySelector(`.column-${column}`)?.textContent.trim() ?? '')
        .join(' | '),
    ),
  );

const expectListed = (...expected: readonly unknown[]) =>
  eventually(async () => expect(await listed()).toEqual(expected));

/** Selects the last row and opens a tab of its details. */
async function openLast(tab: string): Promise<void> {
  await waitForElement(panel, '[role="grid"] [data-id]');
  await panel.$$eval('[role="grid"] [data-id]', (rows) => (rows.at(-1) as HTMLElement).click());
  await click(panel, `.detail [data-tab="${tab}"]`);
}

const textOf = (selector: string): Promise<string> => panel.$eval(selector, (element) => element.textContent);

/** For whoever changes how it looks: `HOPSCOPE_PICTURES` names the folder. */
async function takePictures(devtools: unknown, name: string): Promise<void> {
  const folder = process.env['HOPSCOPE_PICTURES'];
  if (!folder) return;
  for (const theme of ['light', 'dark'] as const) {
    await driver.setTheme(panel, devtools, theme);
    await driver.screenshot(devtools, `${folder}/${name}-${theme}.png`);
  }
}

/** Firefox's DevTools take 10 ms for each. */
const MANY = sized({ test: 1_000, soak: inEach({ chromium: 10_000, firefox: 1_000 }) });

describe('the panel', () => {
  beforeAll(async () => {
    await openPanel();
    await setDebug(panel, [gateway.origin]);
  });

  beforeEach(() => click(panel, 'button[aria-label="Clear"]'));

  afterAll(() => page.close());

  it('shows a call that hangs at once, counts, and gives its place and the selection to the finished row', async () => {
    await begin('/mcp/hang');
    await expectListed(expect.stringMatching(/^tools\/list \| no answer yet… \| open\d/));
    const first = await textOf('.grid .elapsed');
    await eventually(async () => expect(await textOf('.grid .elapsed')).not.toBe(first));
    await openLast('request');
    expect(await textOf('.detail')).toContain('Still open: no answer yet.');
    expect(await textOf('.status-line')).toContain('1 open');
    await takePictures(await driver.openDevtools(page), 'open');
    gateway.open.get('/mcp/hang')?.setHeader('content-type', 'application/json').end(RESULT);
    await expectListed(expect.stringMatching(/^tools\/list \| 200 \| (?!open)/));
    const selected = () => panel.$eval('[aria-selected="true"][data-id]', (row) => row.className);
    await eventually(async () => expect(await selected()).toContain('finished'));
    expect(await textOf('.detail')).not.toContain('Still open');
  });

  // Firefox tells them when the stream closes.
  const live = inEach({ chromium: it, firefox: it.skip });
  live('shows the messages of a stream while it is open, and keeps all when the page aborts it', async () => {
    const path = '/mcp/stream';
    await page.evaluate(async (url) => {
      const controller = new AbortController();
      Object.assign(globalThis, { controller });
      const response = await fetch(url, {
        method: 'POST',
        signal: controller.signal,
        headers: { accept: 'application/json, text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'slow' } }),
      });
      void response.text().catch(() => undefined);
    }, `${gateway.origin}${path}`);
    await expectListed(expect.stringContaining('200 | open'));
    await openLast('messages');
    const progress = async () =>
      [...(await textOf('.detail')).matchAll(/progress: (\d+)/g)].map(([, number]) => Number(number));
    for (let n = 2; n <= 4; n += 1) {
      await eventually(async () => expect(await progress()).toContain(n - 1));
      gateway.open.get(path)?.write(message(n));
    }
    await eventually(async () => expect(await progress()).toEqual([1, 2, 3, 4]));
    expect(await textOf('.detail')).toContain('Still open');
    await page.evaluate('controller.abort()');
    await expectListed(expect.not.stringContaining('| open'));
    await eventually(async () => expect(await progress()).toEqual([1, 2, 3, 4]));
    expect(await textOf('.detail')).not.toContain('Still open');
  });

  it(`shows each of ${MANY} concurrent calls with the same method, URL and body once, with its own answer`, async () => {
    await panel.evaluate(await probeCode('capture-probe'));
    const send = (many: number) =>
      page.evaluate(
        async (url, init, count) => {
          let left = count;
          // As many at a time as Chromium lets a page have open.
          const some = async () => {
            for (; left > 0; ) {
              left -= 1;
              await (await fetch(url, init)).text();
            }
          };
          await Promise.all(Array.from({ length: 500 }, some));
        },
        `${gateway.origin}/mcp/numbered`,
        listTools(),
        many,
      );
    // Puppeteer waits three minutes at most for each.
    for (let sent = 0; sent < MANY; sent += 1_000) await send(1_000);
    await vi.waitFor(
      async () =>
        expect(await textOf('.status-line')).toMatch(new RegExp(`^${MANY} MCP requests · \\d+ other`)),
      { timeout: 300_000, interval: 500 },
    );
    const answers = `captured.filter(({ request }) => request.url.endsWith('/mcp/numbered'))`;
    await eventually(async () => expect(await panel.evaluate(`${answers}.length`)).toBe(MANY));
    const numbers = await panel.evaluate(
      `${answers}.map(({ response }) => JSON.parse(response.content.text).result.number)`,
    );
    expect(new Set(numbers as number[]).size).toBe(MANY);
  }, 900_000);
});

describe('the panel, opened late', () => {
  it('shows what the background kept, without bodies, before what DevTools have', async () => {
    page = await browser.newPage();
    await page.goto(gateway.origin);
    await driver.inBackground(
      browser,
      `chrome.storage.local.set({ 'known-gateways': ['${gateway.origin}'] })`,
    );
    await driver.clickToolbarButton(page);
    // The badge comes once the background listens.
    await eventually(async () =>
      expect(
        await driver.inBackground(
          browser,
          `chrome.tabs.query({ active: true })
              .then((tabs) => Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id }))))`,
        ),
      ).toContain('on'),
    );
    await call(page, '/mcp/early?n=1');
    await call(page, '/mcp/early?n=2');
    await begin('/mcp/hang');
    const opened = await driver.openPanel(page);
    panel = opened.panel;
    await call(page, '/mcp/now');
    await expectListed(
      expect.stringMatching(/^tools\/listwithout bodies \| 200 \|/),
      expect.stringMatching(/^tools\/listwithout bodies \| 200 \|/),
      expect.stringMatching(/^tools\/list \| 200 \|/),
      expect.stringMatching(/^tools\/list \| no answer yet… \| open/),
    );
    await click(panel, '[data-id="0"]');
    await waitForElement(panel, '.detail .phase-note');
    expect(await textOf('.detail')).toContain('the body of its answer was not recorded');
    const faults = '.detail .finding.error, .detail .finding.warning';
    expect(await panel.$$eval(faults, (all) => all.map(({ textContent }) => textContent))).toEqual([]);
    await takePictures(opened.devtools, 'late');
    // Of what was open then, DevTools never tell; the background does when it ends.
    gateway.open.get('/mcp/hang')?.setHeader('content-type', 'application/json').end(RESULT);
    await eventually(async () =>
      expect((await listed()).at(-1)).toMatch(/^tools\/listwithout bodies \| 200 \|/),
    );
  });
});
