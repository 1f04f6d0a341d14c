import type { Browser, Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { closeAfterAll } from './closing.ts';
import { setDebug } from './debug-mode.ts';
import { driver, inEach } from './driver.ts';
import { type Server, startServer } from './server.ts';
import { PREPARATION, PROBES, type Probe } from './untouched-probes.ts';
import { startOddGateway } from './untouched-server.ts';

const closing = closeAfterAll();
let site: Server;
let gateway: Server;
/** A tab of a browser without Hopscope, one where debug mode is off, and one where it is on and the panel open. */
let without: Page;
let off: Page;
let on: Page;
/** Where the extension's files are. */
let files: string;

beforeAll(async () => {
  site = closing(await startServer());
  gateway = closing(await startOddGateway());
  const bare = closing(await driver.launch({ build: 'none' }));
  const browser = closing(await driver.launch({ build: 'loopback' }));
  without = await openTab(bare);
  off = await openTab(browser);
  on = await openTab(browser);
  const { panel } = await driver.openPanel(on);
  await setDebug(panel, [gateway.origin]);
  files = `${String(await panel.evaluate('location.origin'))}/`;
});

async function openTab(of: Browser): Promise<Page> {
  const page = await of.newPage();
  await page.goto(site.origin);
  await page.evaluate(PREPARATION);
  return page;
}

/** What a probe comes to in a page, and what the gateway got of it but for the debug header and a socket's nonce. */
async function play(page: Page, { run, sees }: Probe, name: string): Promise<unknown> {
  gateway.forget();
  const seen = await page.evaluate(run, `${gateway.origin}/${name}`);
  if (sees !== undefined) expect(seen).toEqual(sees);
  const received = gateway.received
    // The page asks how things stand until they do.
    .filter(({ path }) => !path.endsWith('/accepted'))
    .map(({ method, path, headers }) => {
      const { 'x-litellm-mcp-debug': _debug, 'sec-websocket-key': _nonce, ...rest } = headers;
      return [method, path, rest];
    });
  return JSON.parse(JSON.stringify({ seen, received }).replaceAll(`/${name}/`, '/RUN/'));
}

const COMPARED = PROBES.filter(({ only = driver.name }) => only === driver.name);

it.each(COMPARED)('a page sees no difference in $name', async (probe) => {
  const expected = await play(without, probe, 'without');
  expect(await play(off, probe, 'off')).toEqual(expected);
  expect(gateway.received.filter(({ debug }) => debug !== undefined)).toEqual([]);
  expect(await play(on, probe, 'on')).toEqual(expected);
  expect(gateway.received.map(({ debug }) => debug)).toContain('true');
});

it('a page can’t load the extension’s files', async () => {
  for (const page of [without, off, on]) {
    const read = page.evaluate(async (url) => (await fetch(url)).text(), `${files}manifest.json`);
    await expect(read).rejects.toThrow(inEach({ chromium: 'Failed to fetch', firefox: 'NetworkError' }));
  }
});
