import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LITELLM_NAMES } from '../../src/litellm/header-names.ts';
import { eventually } from '../eventually.ts';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { expectAgreement, tabIdOf } from './agreement.ts';
import { DIST, DIST_LOOPBACK } from './build.ts';
import { clickToolbarButton, killWorker, launchChromium, openOptions, openPanel } from './chromium.ts';
import { closeAfterAll } from './closing.ts';
import { debugHeader, sessionRules, setDebug } from './debug-mode.ts';
import { openTabWith } from './open-tab.ts';
import { type Server, startServer } from './server.ts';

/*
 * Whatever happens to tab, worker, extension or browser: switch, badge, rules and storage say the same. Here each kind of
 * event comes once from a real browser; test/background/lifecycle.test.ts plays them in all their forms.
 */

const closing = closeAfterAll();
let site: Server;
let gateway: Server;
let browser: Browser;
let folder: string;
/** A page of the extension's that looks on at the tabs. */
let looker: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-lifecycle-'));
  closing({ close: () => rm(folder, { recursive: true }) });
  site = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>next</title>');
  });
  closing(site);
  gateway = closing(await startServer());
  await cp(DIST_LOOPBACK, join(folder, 'extension'), { recursive: true });
  closing({ close: () => browser?.close() });
  await launch();
});

beforeEach(() => gateway.forget());

/** Each test begins with no tab but the one that looks on. */
afterEach(async () => {
  for (const page of await browser.pages()) if (page !== looker) await page.close();
  await eventually(async () => expect(await sessionRules(looker)).toEqual([]));
});

const OFF = { badge: '', rules: [] };
const on = () => ({ badge: 'on', rules: [gateway.origin] });

interface Tab {
  readonly page: Page;
  readonly panel: Frame;
  readonly tabId: number;
}

/** Starts the browser, or starts it again, with the profile that it left behind before. */
async function launch(): Promise<void> {
  await browser?.close();
  browser = await launchChromium({
    extensionDir: join(folder, 'extension'),
    userDataDir: join(folder, 'profile'),
    headless: true,
    args: ['--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
  looker = await openOptions(browser);
}

/** A tab with the panel open. */
async function openTab(url = site.origin): Promise<Tab> {
  const { page, panel } = await openTabWith(openPanel, browser, url);
  return { page, panel, tabId: await tabIdOf(panel) };
}

async function openTabInDebug(): Promise<Tab> {
  const tab = await openTab();
  await setDebug(tab.panel, [gateway.origin]);
  await expectAgreement(looker, tab.tabId, on(), tab.panel);
  return tab;
}

/** Kills the worker so many milliseconds after something began that it is to work on. */
async function killAfter(delay: number, begin: () => Promise<unknown>): Promise<void> {
  const begun = begin();
  await setTimeout(delay);
  await killWorker(browser);
  await begun;
}

/** By script: a mouse click would wait for a frame, which a tab behind another never draws. */
async function flip(panel: Frame): Promise<void> {
  const element = await panel.waitForSelector('[role="switch"]:not(:disabled)');
  await element?.evaluate((each) => (each as HTMLElement).click());
}

it('warns of nothing but its DevTools page when it is installed', async () => {
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

describe('a worker that is killed', () => {
  it('in the middle of a switch in the panel, and of a click on the button', async () => {
    const { page, panel, tabId } = await openTab();
    for (const delay of [0, 15, 30]) {
      await switchOnDebug(panel, site.origin, gateway.origin);
      await expectAgreement(looker, tabId, on(), panel);
      await killAfter(delay, () => flip(panel));
      await expectAgreement(looker, tabId, OFF, panel);
      await killAfter(delay, () => clickToolbarButton(page));
      await eventually(async () => {
        // The click may take effect after this was read.
        const isOn = (await sessionRules(panel)).length > 0;
        await expectAgreement(looker, tabId, isOn ? on() : OFF, panel, 2_000);
      });
      await setDebug(panel, []);
      await expectAgreement(looker, tabId, OFF, panel);
    }
    expect(await panel.$('.toolbar .problem:not(:empty)')).toBeNull();
  });
});

describe('a tab in debug mode', () => {
  let tab: Tab;

  beforeEach(async () => {
    tab = await openTabInDebug();
  });

  it('is duplicated: the copy is off; it is discarded and comes back under another id', async () => {
    const copy = (await looker.evaluate(`chrome.tabs.duplicate(${tab.tabId})`)) as { id: number };
    await expectAgreement(looker, copy.id, OFF);
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
    await looker.bringToFront();
    const { id } = (await looker.evaluate(`chrome.tabs.discard(${tab.tabId})`)) as { id: number };
    expect(id).not.toBe(tab.tabId);
    await expectAgreement(looker, id, on());
    await looker.evaluate(`chrome.tabs.reload(${id})`);
    await expectAgreement(looker, id, on());
    // The test's own hold of the page is lost with the first id.
    await looker.evaluate(`chrome.tabs.remove(${id})`);
  });

  it('is moved to another window', async () => {
    await looker.evaluate(`chrome.windows.create({ tabId: ${tab.tabId} })`);
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
    expect(await debugHeader(tab.page, gateway)).toBe('true');
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
    await eventually(async () => expect(await tab.page.title()).toBe('from the cache'));
    await expectAgreement(looker, tab.tabId, on());
    expect(await debugHeader(tab.page, gateway)).toBe('true');
  });

  it('shows a page that was rendered before it was asked for', async () => {
    await tab.page.bringToFront();
    await tab.page.evaluate(() => {
      const rules = document.createElement('script');
      rules.type = 'speculationrules';
      rules.text = JSON.stringify({ prerender: [{ urls: ['/next'], eagerness: 'immediate' }] });
      document.head.append(rules);
    });
    await eventually(() => expect(site.received.map(({ path }) => path)).toContain('/next'));
    await tab.page.evaluate(() => {
      location.href = '/next';
    });
    // The page that was rendered takes the place of the one before, which puppeteer loses; DevTools follows.
    const inPage = (code: string) =>
      tab.panel.evaluate(
        `new Promise((done) => chrome.devtools.inspectedWindow.eval(${JSON.stringify(code)}, done))`,
      );
    const activated = () => inPage(`performance.getEntriesByType('navigation')[0].activationStart`);
    await eventually(async () => expect(await activated()).toBeGreaterThan(0));
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
    await inPage(`void fetch('${gateway.origin}/mcp', { method: 'POST' })`);
    await eventually(() => expect(gateway.received.at(-1)?.debug).toBe('true'));
  });

  it('crashes and is loaded again', async () => {
    const crashed = new Promise((done) => tab.page.once('error', done));
    void tab.page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    await expectAgreement(looker, tab.tabId, on());
    await tab.page.goto(site.origin);
    await expectAgreement(looker, tab.tabId, on(), tab.panel);
    expect(await debugHeader(tab.page, gateway)).toBe('true');
  });

  it('is closed: no rule stays, and nothing that was observed but of other tabs', async () => {
    const other = await openTabInDebug();
    await observeCalls(tab, other);
    await tab.page.close();
    await eventually(async () => {
      expect((await sessionRules(looker)).map(({ condition }) => condition.tabIds)).toEqual([[other.tabId]]);
      expect(tabsIn(await observedKeys())).toEqual([other.tabId]);
    });
  });

  it('is switched for another gateway with storage full: it says that it is not remembered', async () => {
    const full = (await looker.evaluate(fillStorage)) as number;
    expect(full).toBeGreaterThan(10_000_000);
    await flip(tab.panel);
    await expectAgreement(looker, tab.tabId, OFF, tab.panel);
    const unknown = `http://localhost:${gateway.port}`;
    await switchOnDebug(tab.panel, site.origin, unknown);
    await expectAgreement(looker, tab.tabId, { badge: 'on', rules: [unknown] }, tab.panel);
    await tab.panel.waitForSelector('::-p-text(its storage in this browser is full)');
    await looker.evaluate(emptyStorage);
  });

  it('has the header under another name at once', async () => {
    expect(await debugHeader(tab.page, gateway)).toBe('true');
    const names = { debugRequest: 'x-fork-debug', debugPrefix: 'x-fork-debug-', key: 'x-fork-key' };
    await ask('options.header-names', names);
    expect(await debugHeader(tab.page, gateway)).toBeUndefined();
    await ask('options.header-names', LITELLM_NAMES);
    expect(await debugHeader(tab.page, gateway)).toBe('true');
  });

  it('is paused with every other, which says so, and resuming brings nothing back', async () => {
    await observeCalls(tab);
    await click('Pause in every tab');
    await expectAgreement(looker, tab.tabId, { badge: 'off', rules: [] }, tab.panel);
    await tab.panel.waitForSelector('::-p-text(Hopscope is paused: debug mode is off in every tab)');
    await eventually(async () => expect(await observedKeys()).toEqual([]));
    expect(await debugHeader(tab.page, gateway)).toBeUndefined();
    await click('Resume');
    await expectAgreement(looker, tab.tabId, OFF, tab.panel);
    expect(await debugHeader(tab.page, gateway)).toBeUndefined();
  });
});

it('a gateway that is on by default is asked by every page that Hopscope may act on, and by others after a click', async () => {
  await ask('options.default-on', { origin: gateway.origin, on: true });
  await expectDefault(await openTab(), true);
  const foreign = await openTab(`http://foreign.test:${site.port}`);
  await expectDefault(foreign, false);
  await clickToolbarButton(foreign.page);
  await expectDefault(foreign, true);
  await ask('options.default-on', { origin: gateway.origin, on: false });
  await expectDefault(foreign, false);
});

it('the extension is updated: a tab stays on, and its badge comes back', async () => {
  const { page, tabId } = await openTabInDebug();
  const manifest = join(folder, 'extension/manifest.json');
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"0.1.0"', '"0.1.1"'));
  await browser.installExtension(join(folder, 'extension'));
  looker = await openOptions(browser);
  expect(await looker.evaluate('chrome.runtime.getManifest().version')).toBe('0.1.1');
  await expectAgreement(looker, tabId, on());
  expect(await debugHeader(page, gateway)).toBe('true');
});

it('the browser is started again: off everywhere, the gateway known, a default holds, and so does a pause', async () => {
  await openTabInDebug();
  await launch();
  const { page, panel, tabId } = await openTab();
  await expectAgreement(looker, tabId, OFF, panel);
  await clickToolbarButton(page);
  await expectAgreement(looker, tabId, on(), panel);
  await ask('options.default-on', { origin: gateway.origin, on: true });
  await launch();
  await expectDefault(await openTab(), true);
  await ask('options.pause', { paused: true });
  await launch();
  const paused = await openTab();
  await expectAgreement(looker, paused.tabId, { badge: 'off', rules: [] }, paused.panel);
});

/** Badge, switch and the header itself, in a tab for which no rule of its own speaks. */
async function expectDefault({ page, panel, tabId }: Tab, isOn: boolean): Promise<void> {
  await eventually(async () => {
    expect(await looker.evaluate(`chrome.action.getBadgeText({ tabId: ${tabId} })`)).toBe(isOn ? 'on' : '');
    expect(await panel.$eval('[role="switch"]', (each) => each.ariaChecked)).toBe(String(isOn));
  });
  expect(await debugHeader(page, gateway)).toBe(isOn ? 'true' : undefined);
}

function ask(name: string, input: object): Promise<unknown> {
  return looker.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ ask: name, input })})`);
}

async function click(text: string): Promise<void> {
  await looker.$eval(`::-p-xpath(//button[normalize-space(.)='${text}'])`, (button) =>
    (button as HTMLElement).click(),
  );
}

/** Calls the gateway from tabs, and waits until the background keeps something of each. */
async function observeCalls(...tabs: readonly Tab[]): Promise<void> {
  for (const { page } of tabs) await debugHeader(page, gateway);
  const expected = tabs.map(({ tabId }) => tabId).sort((one, other) => one - other);
  await eventually(async () => expect(tabsIn(await observedKeys())).toEqual(expected));
}

/** The tabs that keys of the storage are about. */
const tabsIn = (keys: readonly string[]): readonly number[] =>
  [...new Set(keys.map((key) => Number(key.split('.')[1])))].sort((one, other) => one - other);

async function observedKeys(): Promise<readonly string[]> {
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

const emptyStorage = `(async () => {
  const keys = Object.keys(await chrome.storage.local.get(null));
  await chrome.storage.local.remove(keys.filter((key) => key.startsWith('ballast')));
})()`;

async function closeDevtools(page: Page): Promise<void> {
  const targets = browser.targets().filter((target) => target.url().startsWith('devtools://'));
  for (const target of targets) await (await target.asPage()).close();
  await page.bringToFront();
}
