import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Observed } from '../../src/messages.ts';
import { captureProbe } from './capture-probe-code.ts';
import { closePages } from './close-pages.ts';
import { readObserved, setDebug } from './debug-mode.ts';
import { driver, inEach } from './driver.ts';
import { type HoldingServer, startHoldingServer } from './holding-server.ts';
import { click, type Panel, waitForElement } from './panel.ts';
import { type Server, startServer } from './server.ts';
import { sized } from './sized.ts';

const PATIENCE = { timeout: 10_000 };
const KEY = 'sk-throwaway-key-for-tests-0001';

let browser: Browser;
let site: Server;
let gateway: HoldingServer;
let page: Page;
let panel: Panel;
/** How many calls were given a number. */
let numbered = 0;

beforeAll(async () => {
  site = await startServer();
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
  browser = await driver.launch({ build: 'loopback' });
});

afterAll(async () => {
  await browser?.close();
  site?.close();
  gateway?.close();
});

afterEach(async () => {
  await closePages(browser, page);
  gateway.forget();
});

async function openPage(): Promise<void> {
  page = await browser.newPage();
  await page.goto(gateway.origin);
}

async function openPanel(): Promise<void> {
  await openPage();
  ({ panel } = await driver.openPanel(page));
}

const RESULT = JSON.stringify({ jsonrpc: '2.0', id: 1, result: { tools: [] } });

/** A message of an event stream. */
const message = (n: number): string =>
  `data: ${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/progress', params: { progress: n } })}\n\n`;

/** Calls the gateway from a page as an MCP client does. Settles with the answer's text, or with the error's. */
function call(from: Page, path: string, id = 1): Promise<string> {
  return from.evaluate(
    async (url, key, number) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${key}`,
            accept: 'application/json, text/event-stream',
            'content-type': 'application/json',
          },
          body: JSON.stringify({ jsonrpc: '2.0', id: number, method: 'tools/list' }),
        });
        return await response.text();
      } catch (error) {
        return String(error);
      }
    },
    `${gateway.origin}${path}`,
    KEY,
    id,
  );
}

/** Begins a call whose answer a test ends later, and waits until the gateway has it. */
async function begin(path: string): Promise<void> {
  void call(page, path).catch(() => undefined);
  await gateway.holds(path);
}

const ofGateway = (observed: readonly Observed[]): readonly Observed[] =>
  observed.filter(({ exchange }) => exchange.request.url.startsWith(gateway.origin));

const lines = (observed: readonly Observed[]): readonly string[] =>
  ofGateway(observed).map(
    ({ exchange: { request, response }, state, window }) =>
      `${window} ${request.method} ${request.url.slice(gateway.origin.length)} ${response.status} ${state}`,
  );

describe('the background', () => {
  beforeAll(openPanel);

  beforeEach(async () => {
    await setDebug(panel, []);
    await setDebug(panel, [gateway.origin]);
  });

  afterAll(() => page.close());

  it('observes a call from its start, masked', async () => {
    await begin('/mcp/hang');
    await vi.waitFor(
      async () => expect(lines(await readObserved(panel))).toEqual(['tab POST /mcp/hang 0 open']),
      PATIENCE,
    );
    const [started] = ofGateway(await readObserved(panel));
    expect(started?.exchange.request.body?.text).toBe('{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
    gateway.open.get('/mcp/hang')?.setHeader('x-mcp-debug-auth-resolution', 'no-auth').end(RESULT);
    await vi.waitFor(
      async () => expect(lines(await readObserved(panel))).toEqual(['tab POST /mcp/hang 200 ended']),
      PATIENCE,
    );
    const [ended] = ofGateway(await readObserved(panel));
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
    await vi.waitFor(
      async () =>
        expect(
          ofGateway(await readObserved(panel)).map(({ exchange }) =>
            exchange.request.headers.map(({ name }) => name.toLowerCase()),
          ),
        ).toEqual([sentHeaders, sentHeaders]),
      PATIENCE,
    );
    await driver.killBackground(browser);
    gateway.open.get('/mcp/hang')?.end(RESULT);
    await call(page, '/mcp/after');
    await vi.waitFor(
      async () =>
        expect(lines(await readObserved(panel))).toEqual([
          'tab POST /mcp/before 200 ended',
          'tab POST /mcp/hang 200 ended',
          'tab POST /mcp/after 200 ended',
        ]),
      PATIENCE,
    );
    const masks = ofGateway(await readObserved(panel)).map(
      ({ exchange }) =>
        exchange.request.headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value,
    );
    expect(new Set(masks).size).toBe(1);
  });

  it('keeps each request of a chain of redirects', async () => {
    await call(page, '/redirect?to=/redirect%3Fto%3D/mcp/there');
    await vi.waitFor(
      async () =>
        expect(lines(await readObserved(panel))).toEqual([
          'tab POST /redirect?to=/redirect%3Fto%3D/mcp/there 307 ended',
          'tab POST /redirect?to=/mcp/there 307 ended',
          'tab POST /mcp/there 200 ended',
        ]),
      PATIENCE,
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
    await vi.waitFor(
      async () =>
        expect(lines(await readObserved(panel))).toEqual([
          'popup GET / 200 ended',
          'popup POST /mcp/popup 200 ended',
        ]),
      PATIENCE,
    );
  });

  it('forgets all of a tab when debug mode is switched off, and what is open then for good', async () => {
    await call(page, '/mcp/one');
    await begin('/mcp/hang');
    await vi.waitFor(async () => expect(lines(await readObserved(panel))).toHaveLength(2), PATIENCE);
    await setDebug(panel, []);
    expect(await readObserved(panel)).toEqual([]);
    await call(page, '/mcp/two');
    expect(await readObserved(panel)).toEqual([]);
    await setDebug(panel, [gateway.origin]);
    gateway.open.get('/mcp/hang')?.end(RESULT);
    await call(page, '/mcp/three');
    await vi.waitFor(
      async () => expect(lines(await readObserved(panel))).toContain('tab POST /mcp/three 200 ended'),
      PATIENCE,
    );
    expect(lines(await readObserved(panel))).toEqual(['tab POST /mcp/three 200 ended']);
  });
});

/** The rows of the panel's list, without those of preflights: call, status, findings, and whether they have bodies. */
function listed(panel: Panel): Promise<string[]> {
  return panel.$$eval('[role="grid"] [data-id]:not(.preflight)', (rows) =>
    rows.map((row) =>
      ['name', 'status', 'findings']
        .map((column) => row.querySelector(`.column-${column}`)?.textContent.trim() ?? '')
        .join(' | '),
    ),
  );
}

/** Selects the last row and opens a tab of its details. */
async function openLast(panel: Panel, tab: string): Promise<void> {
  await waitForElement(panel, '[role="grid"] [data-id]');
  await panel.$$eval('[role="grid"] [data-id]', (rows) => (rows.at(-1) as HTMLElement).click());
  await click(panel, `.detail [data-tab="${tab}"]`);
}

const detail = (panel: Panel): Promise<string> => panel.$eval('.detail', (element) => element.textContent);

/** For whoever changes how it looks: `HOPSCOPE_PICTURES` names the folder. */
async function takePictures(panel: Panel, devtools: unknown, name: string): Promise<void> {
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
    await vi.waitFor(
      async () =>
        expect(await listed(panel)).toEqual([
          expect.stringMatching(/^tools\/list \| no answer yet… \| open\d/),
        ]),
      PATIENCE,
    );
    const elapsed = () => panel.$eval('.grid .elapsed', (each) => each.textContent);
    const first = await elapsed();
    await vi.waitFor(async () => expect(await elapsed()).not.toBe(first), PATIENCE);
    await openLast(panel, 'request');
    expect(await detail(panel)).toContain('Still open: no answer yet.');
    expect(await panel.$eval('.status-line', (line) => line.textContent)).toContain('1 open');
    await takePictures(panel, await driver.openDevtools(page), 'open');
    gateway.open.get('/mcp/hang')?.setHeader('content-type', 'application/json').end(RESULT);
    await vi.waitFor(
      async () =>
        expect(await listed(panel)).toEqual([expect.stringMatching(/^tools\/list \| 200 \| (?!open)/)]),
      PATIENCE,
    );
    await vi.waitFor(
      async () =>
        expect(await panel.$eval('[aria-selected="true"][data-id]', (row) => row.className)).toContain(
          'finished',
        ),
      PATIENCE,
    );
    expect(await detail(panel)).not.toContain('Still open');
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
    await vi.waitFor(
      async () => expect(await listed(panel)).toEqual([expect.stringContaining('200 | open')]),
      PATIENCE,
    );
    await openLast(panel, 'messages');
    const progress = async () =>
      [...(await detail(panel)).matchAll(/progress: (\d+)/g)].map(([, number]) => Number(number));
    for (let n = 2; n <= 4; n += 1) {
      await vi.waitFor(async () => expect(await progress()).toContain(n - 1), PATIENCE);
      gateway.open.get(path)?.write(message(n));
    }
    await vi.waitFor(async () => expect(await progress()).toEqual([1, 2, 3, 4]), PATIENCE);
    expect(await detail(panel)).toContain('Still open');
    await page.evaluate('controller.abort()');
    await vi.waitFor(
      async () => expect(await listed(panel)).toEqual([expect.not.stringContaining('| open')]),
      PATIENCE,
    );
    await vi.waitFor(async () => expect(await progress()).toEqual([1, 2, 3, 4]), PATIENCE);
    expect(await detail(panel)).not.toContain('Still open');
  });

  it(`shows each of ${MANY} concurrent calls with the same method, URL and body once, with its own answer`, async () => {
    await panel.evaluate(await captureProbe());
    const send = (many: number) =>
      page.evaluate(
        async (url, count) => {
          const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
          const headers = { 'content-type': 'application/json' };
          let left = count;
          // As many at a time as Chromium lets a page have open.
          const some = async () => {
            for (; left > 0; ) {
              left -= 1;
              await (await fetch(url, { method: 'POST', headers, body })).text();
            }
          };
          await Promise.all(Array.from({ length: 500 }, some));
        },
        `${gateway.origin}/mcp/numbered`,
        many,
      );
    // Puppeteer waits three minutes at most for each.
    for (let sent = 0; sent < MANY; sent += 1_000) await send(1_000);
    await vi.waitFor(
      async () =>
        expect(await panel.$eval('.status-line', (line) => line.textContent)).toMatch(
          new RegExp(`^${MANY} MCP requests · \\d+ other`),
        ),
      { timeout: 300_000, interval: 500 },
    );
    const answers = `captured.filter(({ request }) => request.url.endsWith('/mcp/numbered'))`;
    await vi.waitFor(async () => expect(await panel.evaluate(`${answers}.length`)).toBe(MANY), PATIENCE);
    const numbers = await panel.evaluate(
      `${answers}.map(({ response }) => JSON.parse(response.content.text).result.number)`,
    );
    expect(new Set(numbers as number[]).size).toBe(MANY);
  }, 900_000);
});

describe('the panel, opened late', () => {
  it('shows what the background kept, without bodies, before what DevTools have', async () => {
    await openPage();
    await driver.inBackground(
      browser,
      `chrome.storage.local.set({ 'known-gateways': ['${gateway.origin}'] })`,
    );
    await driver.clickToolbarButton(page);
    // The badge comes once the background listens.
    await vi.waitFor(
      async () =>
        expect(
          await driver.inBackground(
            browser,
            `chrome.tabs.query({ active: true })
              .then((tabs) => Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id }))))`,
          ),
        ).toContain('on'),
      PATIENCE,
    );
    await call(page, '/mcp/early?n=1');
    await call(page, '/mcp/early?n=2');
    void call(page, '/mcp/hang').catch(() => undefined);
    await gateway.holds('/mcp/hang');
    const opened = await driver.openPanel(page);
    panel = opened.panel;
    await call(page, '/mcp/now');
    await vi.waitFor(
      async () =>
        expect(await listed(panel)).toEqual([
          expect.stringMatching(/^tools\/listwithout bodies \| 200 \|/),
          expect.stringMatching(/^tools\/listwithout bodies \| 200 \|/),
          expect.stringMatching(/^tools\/list \| 200 \|/),
          expect.stringMatching(/^tools\/list \| no answer yet… \| open/),
        ]),
      PATIENCE,
    );
    await click(panel, '[data-id="0"]');
    await waitForElement(panel, '.detail .phase-note');
    expect(await detail(panel)).toContain('the body of its answer was not recorded');
    const faults = '.detail .finding.error, .detail .finding.warning';
    expect(await panel.$$eval(faults, (all) => all.map(({ textContent }) => textContent))).toEqual([]);
    await takePictures(panel, opened.devtools, 'late');
    // Of what was open then, DevTools never tell; the background does when it ends.
    gateway.open.get('/mcp/hang')?.setHeader('content-type', 'application/json').end(RESULT);
    await vi.waitFor(
      async () => expect((await listed(panel)).at(-1)).toMatch(/^tools\/listwithout bodies \| 200 \|/),
      PATIENCE,
    );
  });
});
