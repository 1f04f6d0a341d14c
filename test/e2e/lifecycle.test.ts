import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { expectAgreement, tabIdOf } from './agreement.ts';
import { DIST, DIST_LOOPBACK } from './build.ts';
import { clickToolbarButton, killWorker, launchChromium, openOptions, openPanel } from './chromium.ts';
import { sessionRules, setDebug } from './debug-mode.ts';
import { type Server, startServer } from './server.ts';

/*
 * Whatever happens to tab, worker, extension or browser: switch, badge, rules and storage say the same.
 */
const PATIENCE = { timeout: 20_000 };

let site: Server;
let gateway: Server;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  site = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>next</title>');
  });
  gateway = await startServer();
});

afterAll(() => {
  site?.close();
  gateway?.close();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-lifecycle-'));
});

afterEach(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
  gateway.forget();
});

const OFF = { badge: '', rules: [] };
const on = () => ({ badge: 'on', rules: [gateway.origin] });

interface Tab {
  readonly page: Page;
  readonly panel: Frame;
  readonly tabId: number;
}

async function launch(options: { userDataDir?: string; extensionDir?: string } = {}): Promise<void> {
  browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true, ...options });
}

/** A tab with the panel open. */
async function openTab(): Promise<Tab> {
  const page = await browser.newPage();
  await page.goto(site.origin);
  const { panel } = await openPanel(browser, page);
  return { page, panel, tabId: await tabIdOf(panel) };
}

async function openTabInDebug(): Promise<Tab> {
  const tab = await openTab();
  await switchOnDebug(tab.panel, site.origin, gateway.origin);
  return tab;
}

async function debugHeader(page: Page): Promise<string | undefined> {
  await page.evaluate((url) => fetch(url, { method: 'POST' }), `${gateway.origin}/mcp`);
  return gateway.received.at(-1)?.debug;
}

/** Kills the worker so many milliseconds after something began that it is to work on. */
async function killAfter(delay: number, begin: () => Promise<unknown>): Promise<void> {
  const begun = begin();
  await setTimeout(delay);
  await killWorker(browser);
  await begun;
}

/** By script: a mouse click would wait for a frame, which a tab behind another never draws. */
async function press(panel: Frame, selector: string): Promise<void> {
  const element = await panel.waitForSelector(`${selector}:not(:disabled)`);
  await element?.evaluate((each) => (each as HTMLElement).click());
}

const flip = (panel: Frame) => press(panel, '[role="switch"]');

describe('a worker that is killed', () => {
  it('at any point of a switch in the panel: it is switched all the same', async () => {
    await launch();
    const { panel, tabId } = await openTabInDebug();
    await expectAgreement(panel, tabId, on(), panel);
    for (let delay = 0; delay <= 60; delay += 6) {
      await killAfter(delay, () => flip(panel));
      await expectAgreement(panel, tabId, OFF, panel);
      await flip(panel);
      await panel.waitForSelector('form input:checked, form input[type="checkbox"]');
      await panel.$eval('form input[type="checkbox"]', (box) => !box.checked && box.click());
      await killAfter(delay, () => press(panel, 'form button[type="submit"]'));
      await expectAgreement(panel, tabId, on(), panel);
    }
    expect(await panel.$('.toolbar .problem:not(:empty)')).toBeNull();
  });

  it('at any point of a click on the button: on or off, all say the same', async () => {
    await launch();
    const { page, panel, tabId } = await openTabInDebug();
    for (let delay = 0; delay <= 60; delay += 6) {
      await killAfter(delay, () => clickToolbarButton(page));
      await vi.waitFor(async () => {
        // The click may take effect after this was read.
        const isOn = (await sessionRules(panel)).length > 0;
        await expectAgreement(panel, tabId, isOn ? on() : OFF, panel, 2_000);
      }, PATIENCE);
    }
  });
});

describe('the extension', () => {
  it('is updated: a tab stays on, and its badge comes back', async () => {
    await cp(DIST_LOOPBACK, folder, { recursive: true });
    await launch({ extensionDir: folder });
    const { page, tabId } = await openTabInDebug();
    const manifest = join(folder, 'manifest.json');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"0.1.0"', '"0.1.1"'));
    await browser.installExtension(folder);
    const looker = await openOptions(browser);
    expect(await looker.evaluate('chrome.runtime.getManifest().version')).toBe('0.1.1');
    await expectAgreement(looker, tabId, on());
    expect(await debugHeader(page)).toBe('true');
  });

  it('warns of nothing but its DevTools page when it is installed', async () => {
    await launch();
    const looker = await openOptions(browser);
    const manifest = JSON.parse(await readFile(join(DIST, 'manifest.json'), 'utf8'));
    const warnings = (of: object) =>
      looker.evaluate(
        `chrome.management.getPermissionWarningsByManifest(${JSON.stringify(JSON.stringify(of))})`,
      );
    const { devtools_page, ...others } = manifest;
    expect(devtools_page).toBeDefined();
    expect(await warnings(others)).toEqual([]);
    expect(await warnings({ ...others, permissions: ['webNavigation'] })).not.toEqual([]);
  });
});

describe('the browser', () => {
  it('is started again: off everywhere, the gateway known, and a pause still holds', async () => {
    const userDataDir = join(folder, 'profile');
    await launch({ userDataDir });
    const first = await openTabInDebug();
    await expectAgreement(first.panel, first.tabId, on(), first.panel);
    await browser.close();
    await launch({ userDataDir });
    const { page, panel, tabId } = await openTab();
    await expectAgreement(panel, tabId, OFF, panel);
    await clickToolbarButton(page);
    await expectAgreement(panel, tabId, on(), panel);
    await ask(panel, 'options.pause', { paused: true });
    await browser.close();
    await launch({ userDataDir });
    const paused = await openTab();
    await expectAgreement(paused.panel, paused.tabId, { badge: 'off', rules: [] }, paused.panel);
  });
});

describe('a tab in debug mode', () => {
  let tab: Tab;
  let looker: Page;

  beforeEach(async () => {
    await launch();
    looker = await openOptions(browser);
    tab = await openTabInDebug();
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
  });

  it('is discarded and comes back under another id', async () => {
    await looker.bringToFront();
    const { id } = (await looker.evaluate(`chrome.tabs.discard(${tab.tabId})`)) as { id: number };
    expect(id).not.toBe(tab.tabId);
    await expectAgreement(looker, id, on());
    await looker.evaluate(`chrome.tabs.reload(${id})`);
    await expectAgreement(looker, id, on());
  });

  it('is duplicated: the copy is off', async () => {
    const { id } = (await looker.evaluate(`chrome.tabs.duplicate(${tab.tabId})`)) as { id: number };
    await expectAgreement(looker, id, OFF);
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
  });

  it('is moved to another window', async () => {
    await looker.evaluate(`chrome.windows.create({ tabId: ${tab.tabId} })`);
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
    expect(await debugHeader(tab.page)).toBe('true');
  });

  it('goes to another page and back out of the back-forward cache', async () => {
    await tab.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        document.title = persisted ? 'from the cache' : 'new';
      });
    });
    // What DevTools inspects is not cached.
    await closeDevtools(tab.page);
    await tab.page.goto(`http://localhost:${site.port}/`);
    await expectAgreement(looker, tab.tabId, on());
    await tab.page.goBack();
    await vi.waitFor(async () => expect(await tab.page.title()).toBe('from the cache'), PATIENCE);
    await expectAgreement(looker, tab.tabId, on());
    expect(await debugHeader(tab.page)).toBe('true');
  });

  it('shows a page that was rendered before it was asked for', async () => {
    await tab.page.bringToFront();
    await tab.page.evaluate(() => {
      const rules = document.createElement('script');
      rules.type = 'speculationrules';
      rules.text = JSON.stringify({ prerender: [{ urls: ['/next'], eagerness: 'immediate' }] });
      document.head.append(rules);
    });
    await vi.waitFor(() => expect(site.received.map(({ path }) => path)).toContain('/next'), PATIENCE);
    await tab.page.evaluate(() => {
      location.href = '/next';
    });
    // The page that was rendered takes the place of the one before, which puppeteer loses; DevTools follows.
    const inPage = (code: string) =>
      tab.panel.evaluate(
        `new Promise((done) => chrome.devtools.inspectedWindow.eval(${JSON.stringify(code)}, done))`,
      );
    await vi.waitFor(
      async () =>
        expect(await inPage(`performance.getEntriesByType('navigation')[0].activationStart`)).toBeGreaterThan(
          0,
        ),
      PATIENCE,
    );
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
    await inPage(`void fetch('${gateway.origin}/mcp', { method: 'POST' })`);
    await vi.waitFor(() => expect(gateway.received.at(-1)?.debug).toBe('true'), PATIENCE);
  });

  it('crashes and is loaded again', async () => {
    const crashed = new Promise((done) => tab.page.once('error', done));
    void tab.page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    await expectAgreement(looker, tab.tabId, on());
    await tab.page.goto(site.origin);
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
    expect(await debugHeader(tab.page)).toBe('true');
  });

  it('is closed: no rule stays, and nothing that was observed but of other tabs', async () => {
    const other = await openTabInDebug();
    await observeCalls(looker, tab, other);
    await tab.page.close();
    await vi.waitFor(async () => {
      expect((await sessionRules(looker)).map(({ condition }) => condition.tabIds)).toEqual([[other.tabId]]);
      expect(tabsIn(await observedKeys(looker))).toEqual([other.tabId]);
    }, PATIENCE);
  });

  it('is switched off: nothing that was observed stays', async () => {
    await observeCalls(looker, tab);
    await flip(tab.panel);
    await expectAgreement(looker, tab.tabId, OFF, tab.panel);
    await vi.waitFor(async () => expect(await observedKeys(looker)).toEqual([]), PATIENCE);
  });

  it('is switched off with storage full, and on again: nothing is lost, and it says so', async () => {
    const full = (await looker.evaluate(fillStorage)) as number;
    expect(full).toBeGreaterThan(10_000_000);
    await flip(tab.panel);
    await expectAgreement(looker, tab.tabId, OFF, tab.panel);
    const unknown = `http://localhost:${gateway.port}`;
    await switchOnDebug(tab.panel, site.origin, unknown);
    await expectAgreement(looker, tab.tabId, { badge: 'on', rules: [unknown] }, tab.panel);
    await tab.panel.waitForSelector('::-p-text(its storage in this browser is full)');
    expect(await ask(looker, 'debug.read', { tabId: tab.tabId })).toMatchObject({ known: [gateway.origin] });
    await expect(ask(looker, 'options.pause', { paused: true })).rejects.toThrow(
      /storage in this browser is full/,
    );
    await expectAgreement(looker, tab.tabId, { badge: 'on', rules: [unknown] }, tab.panel);
  });
});

describe('a pause', () => {
  it('is off in every tab and says so, and resuming brings nothing back', async () => {
    await launch();
    const looker = await openOptions(browser);
    const one = await openTabInDebug();
    const other = await openTab();
    await observeCalls(looker, one);
    await click(looker, 'Pause in every tab');
    for (const tab of [one, other]) {
      await expectAgreement(looker, tab.tabId, { badge: 'off', rules: [] }, tab.panel);
      await tab.panel.waitForSelector('::-p-text(Hopscope is paused: debug mode is off in every tab)');
    }
    await vi.waitFor(async () => expect(await observedKeys(looker)).toEqual([]), PATIENCE);
    expect(await debugHeader(one.page)).toBeUndefined();
    await setDebug(one.panel, [gateway.origin]);
    await expectAgreement(looker, one.tabId, { badge: 'off', rules: [] }, one.panel);
    // A new tab says so too, and a click on its button shows where to resume.
    const fresh = await openTab();
    await expectAgreement(looker, fresh.tabId, { badge: 'off', rules: [] }, fresh.panel);
    await looker.goto('about:blank');
    await clickToolbarButton(fresh.page);
    const opened = await browser.waitForTarget((target) => target.url().endsWith('/options/options.html'));
    const options = (await opened.page()) as Page;
    await options.waitForSelector('::-p-text(Hopscope is paused)');
    await click(options, 'Resume');
    for (const tab of [one, other]) await expectAgreement(options, tab.tabId, OFF, tab.panel);
    expect(await debugHeader(one.page)).toBeUndefined();
  });
});

describe('a gateway that is on by default', () => {
  it('is asked by every page that Hopscope may act on, from its first request on, unless switched off there', async () => {
    const userDataDir = join(folder, 'profile');
    await launch({ userDataDir });
    const first = await openTabInDebug();
    await flip(first.panel);
    await expectAgreement(first.panel, first.tabId, OFF, first.panel);
    const looker = await openOptions(browser);
    await looker.$eval('input[type="checkbox"]', (box) => box.click());
    await expectDefault(looker, first, true);

    // Off in this tab, also after the page comes again and the worker is gone.
    await flip(first.panel);
    await expectDefault(looker, first, false);
    await killWorker(browser);
    await first.page.reload();
    await expectDefault(looker, first, false);
    const other = await openTab();
    await expectDefault(looker, other, true);

    await browser.close();
    await launch({ userDataDir });
    const again = await openTab();
    await expectDefault(again.panel, again, true);
    await ask(again.panel, 'options.default-on', { origin: gateway.origin, on: false });
    await expectDefault(again.panel, again, false);
  });

  it('counts as off where Hopscope may not act on the page, and a click on the button allows it', async () => {
    browser = await launchChromium({
      extensionDir: DIST_LOOPBACK,
      headless: true,
      args: ['--host-resolver-rules=MAP *.test 127.0.0.1'],
    });
    const looker = await openOptions(browser);
    await ask(looker, 'options.default-on', { origin: gateway.origin, on: true });
    const page = await browser.newPage();
    await page.goto(`http://foreign.test:${site.port}`);
    const { panel } = await openPanel(browser, page);
    const tab = { page, panel, tabId: await tabIdOf(panel) };
    await expectDefault(looker, tab, false);
    await clickToolbarButton(page);
    await expectDefault(looker, tab, true);
    await clickToolbarButton(page);
    await expectDefault(looker, tab, false);
  });
});

/** Badge, switch and the header itself, in a tab for which no rule of its own speaks. */
async function expectDefault(
  looker: Frame | Page,
  { page, panel, tabId }: Tab,
  isOn: boolean,
): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await looker.evaluate(`chrome.action.getBadgeText({ tabId: ${tabId} })`)).toBe(isOn ? 'on' : '');
      expect(await panel.$eval('[role="switch"]', (each) => each.ariaChecked)).toBe(String(isOn));
    },
    { timeout: 20_000 },
  );
  expect(await debugHeader(page)).toBe(isOn ? 'true' : undefined);
}

it('the name of the header is another: the rules in force take it at once', async () => {
  await launch();
  const { panel, page } = await openTabInDebug();
  expect(await debugHeader(page)).toBe('true');
  const names = { debugRequest: 'x-fork-debug', debugPrefix: 'x-fork-debug-', key: 'x-fork-key' };
  await ask(panel, 'options.header-names', names);
  expect((await sessionRules(panel)).map(({ action }) => action.requestHeaders?.[0]?.header)).toEqual([
    'x-fork-debug',
  ]);
  expect(await debugHeader(page)).toBeUndefined();
});

it('a hundred tabs are in debug mode: each says so, and all go off together', {
  timeout: 240_000,
}, async () => {
  browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true, devtools: false });
  const looker = await openOptions(browser);
  const tabIds = (await looker.evaluate(`(async () => {
    const tabs = await Promise.all(Array.from({ length: 100 }, () => chrome.tabs.create({ url: '${site.origin}', active: false })));
    const ask = (tabId) => chrome.runtime.sendMessage({ ask: 'debug.set', input: { tabId, origins: ['${gateway.origin}'] } });
    await Promise.all(tabs.map(({ id }) => ask(id)));
    return tabs.map(({ id }) => id);
  })()`)) as number[];
  const badges = () =>
    looker.evaluate(
      `Promise.all(${JSON.stringify(tabIds)}.map((tabId) => chrome.action.getBadgeText({ tabId })))`,
    ) as Promise<string[]>;
  await vi.waitFor(async () => expect(new Set(await badges())).toEqual(new Set(['on'])), { timeout: 60_000 });
  expect(new Set((await sessionRules(looker)).flatMap(({ condition }) => condition.tabIds))).toEqual(
    new Set(tabIds),
  );
  await killWorker(browser);
  const begun = performance.now();
  await ask(looker, 'options.pause', { paused: true });
  console.log(`paused 100 tabs with a killed worker in ${Math.round(performance.now() - begun)} ms`);
  expect(new Set(await badges())).toEqual(new Set(['off']));
  expect(await sessionRules(looker)).toEqual([]);
});

function ask(looker: Frame | Page, name: string, input: object): Promise<unknown> {
  return looker.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ ask: name, input })})`);
}

async function click(page: Page, text: string): Promise<void> {
  await page.$eval(`::-p-xpath(//button[normalize-space(.)='${text}'])`, (button) =>
    (button as HTMLElement).click(),
  );
}

/** Calls the gateway from tabs, and waits until the background keeps something of each. */
async function observeCalls(
  looker: Page,
  ...tabs: readonly { readonly page: Page; readonly tabId: number }[]
): Promise<void> {
  for (const { page } of tabs) await debugHeader(page);
  const expected = tabs.map(({ tabId }) => tabId).sort((one, other) => one - other);
  await vi.waitFor(async () => expect(tabsIn(await observedKeys(looker))).toEqual(expected), PATIENCE);
}

/** The tabs that keys of the storage are about. */
const tabsIn = (keys: readonly string[]): readonly number[] =>
  [...new Set(keys.map((key) => Number(key.split('.')[1])))].sort((one, other) => one - other);

async function observedKeys(looker: Page): Promise<readonly string[]> {
  const kept = (await looker.evaluate('chrome.storage.session.get(null)')) as object;
  return Object.keys(kept)
    .filter((key) => key.startsWith('observed.'))
    .sort();
}

/** Fills the storage to its last bytes, and says how many are in it. */
const fillStorage = `(async () => {
  for (let size = 4_000_000, n = 0; size > 4; n += 1) {
    try { await chrome.storage.local.set({ ['ballast' + n]: 'x'.repeat(size) }); } catch { size = Math.floor(size / 2); }
  }
  return chrome.storage.local.getBytesInUse(null);
})()`;

async function closeDevtools(page: Page): Promise<void> {
  const targets = browser.targets().filter((target) => target.url().startsWith('devtools://'));
  for (const target of targets) await (await target.asPage()).close();
  await page.bringToFront();
}
