import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeBrowser, debugTold, type FakeBrowser, observe, observedKept } from './fake-browser.ts';
import { event, GATEWAY, PAGE } from './observed.ts';

/*
 * Whatever happens to tab, background or extension: rules, badge, panel and what is kept say the same.
 */
const OTHER = 'http://other.example';

let browser: FakeBrowser;
let tabId: number;

beforeEach(async () => {
  browser = createFakeBrowser();
  for (const origin of [PAGE, OTHER, GATEWAY]) browser.state.permitted.add(origin);
  tabId = await browser.openTab(PAGE);
  await switchOn(tabId);
});

const switchOn = (id: number, origins = [GATEWAY]) => browser.ask('debug.set', { tabId: id, origins });

/** Badge, rules of the tab itself, and what the panel was told and is answered. */
async function expectIn(
  id: number,
  badge: string,
  origins: readonly string[],
  gateways = origins,
): Promise<void> {
  const { state } = browser;
  const rules = state.rules.filter(({ condition }) => condition.tabIds?.includes(id));
  expect(rules.map(({ condition }) => condition.urlFilter)).toEqual(origins.map((each) => `|${each}/`));
  const said = [debugTold(state, id), await browser.ask('debug.read', { tabId: id })];
  for (const each of said) expect(each?.gateways.map(({ origin }) => origin)).toEqual(gateways);
  expect(state.badges.get(id)?.text).toBe(badge);
}

const expectOn = (id: number) => expectIn(id, 'on', [GATEWAY]);
const expectOff = (id: number) => expectIn(id, '', []);

const observeCall = (id: number) =>
  observe(browser, event({ stage: 'started', tabId: id, requestId: String(id) }));

const tabsKept = () => observedKept(browser.state).map((each) => each.tabId);

describe('a tab in debug mode', () => {
  it('gets another id, as when it is discarded: its rules go with it, and what was observed goes', async () => {
    await observeCall(tabId);
    const to = await browser.replaceTab(tabId);
    await expectOn(to);
    expect(browser.state.rules).toHaveLength(1);
    expect(tabsKept()).toEqual([]);
  });

  it('is duplicated: the copy is off', async () => {
    await expectOff(await browser.openTab(PAGE, tabId));
    await expectOn(tabId);
  });

  it('goes to another page, and back: it stays on', async () => {
    for (const url of [OTHER, PAGE]) {
      await browser.navigate(tabId, url);
      await expectOn(tabId);
    }
  });

  it('goes to a page that Hopscope may not act on: it stays on and says that it is not applied', async () => {
    await browser.navigate(tabId, 'http://foreign.example');
    await expectIn(tabId, '!', [GATEWAY]);
    await browser.click(tabId);
    await expectOn(tabId);
  });

  it.each([
    ['by the background that saw it switched on', false],
    ['by another', true],
  ])(
    'is closed: no rule stays, and nothing that was observed but of other tabs, %s',
    async (_by, isKilled) => {
      const other = await browser.openTab(PAGE);
      await switchOn(other);
      for (const each of [tabId, other]) await observeCall(each);
      if (isKilled) browser.kill();
      await browser.closeTab(tabId);
      expect(browser.state.rules.map(({ condition }) => condition.tabIds)).toEqual([[other]]);
      expect(tabsKept()).toEqual([other]);
    },
  );

  it('is switched off: nothing that was observed stays', async () => {
    await observeCall(tabId);
    await switchOn(tabId, []);
    await expectOff(tabId);
    expect(tabsKept()).toEqual([]);
  });

  it('covers the workers of its page, until it is closed', async () => {
    const { workersOf } = await browser.ask('debug.workers', { tabId, on: true });
    expect(workersOf).toBe('page.example');
    expect(browser.state.rules.map(({ condition }) => condition.initiatorDomains)).toEqual([
      undefined,
      ['page.example'],
    ]);
    await browser.closeTab(tabId);
    expect(browser.state.rules).toEqual([]);
  });

  it('is switched off with storage full, and on again: nothing is lost, and it says so', async () => {
    browser.state.local.isFull = true;
    await switchOn(tabId, []);
    await expectOff(tabId);
    await expect(switchOn(tabId, [OTHER])).rejects.toThrow('its storage in this browser is full');
    await expectIn(tabId, 'on', [OTHER]);
    expect((await browser.ask('debug.read', { tabId })).known).toEqual([GATEWAY]);
    await expect(browser.ask('options.pause', { paused: true })).rejects.toThrow(
      'storage in this browser is full',
    );
    await expectIn(tabId, 'on', [OTHER]);
  });

  it('has the header under another name at once', async () => {
    const names = { debugRequest: 'x-fork-debug', debugPrefix: 'x-fork-debug-', key: 'x-fork-key' };
    await browser.ask('options.header-names', names);
    const headers = browser.state.rules.map(({ action }) => action.requestHeaders?.[0]?.header);
    expect(headers).toEqual(['x-fork-debug']);
  });
});

describe('a permission', () => {
  it('of the gateway is taken back and given: the rule stays, and says that it is not applied', async () => {
    await browser.permit(GATEWAY, false);
    await expectIn(tabId, '!', [GATEWAY]);
    await browser.permit(GATEWAY, true);
    await expectOn(tabId);
  });

  it('of the page is taken back and given', async () => {
    await browser.permit(PAGE, false);
    await expectIn(tabId, '!', [GATEWAY]);
    await browser.permit(PAGE, true);
    await expectOn(tabId);
  });

  it('is taken back in the options: debug mode goes off with it, and the gateway is forgotten', async () => {
    const { sites } = await browser.ask('options.remove', { pattern: `${GATEWAY}:80/*` });
    expect(sites.map(({ origin }) => origin)).toEqual([OTHER, PAGE]);
    await expectOff(tabId);
    expect((await browser.ask('debug.read', { tabId })).known).toEqual([]);
  });
});

it('the extension is updated: a tab stays on, its badge comes back, and the menu has its switch', async () => {
  browser.state.tabs.delete(await browser.openTab(PAGE));
  await browser.update();
  await expectOn(tabId);
  expect(browser.state.menu).toBe('Debug mode on or off in this tab');
});

it('the extension is updated: rules of a tab that closed meanwhile go', async () => {
  const closed = await browser.openTab(PAGE);
  await switchOn(closed);
  browser.state.tabs.delete(closed);
  await browser.update();
  expect(browser.state.rules.map(({ condition }) => condition.tabIds)).toEqual([[tabId]]);
});

describe('a pause', () => {
  it('is off in every tab and says so, and resuming brings nothing back', async () => {
    const other = await browser.openTab(PAGE);
    await observeCall(tabId);
    await browser.ask('options.pause', { paused: true });
    for (const each of [tabId, other]) await expectIn(each, 'off', []);
    expect(tabsKept()).toEqual([]);
    await switchOn(tabId);
    await expectIn(tabId, 'off', []);
    const fresh = await browser.openTab(PAGE);
    await expectIn(fresh, 'off', []);
    await browser.click(fresh);
    expect(browser.state.optionsOpened).toBe(1);
    await browser.ask('options.pause', { paused: false });
    for (const each of [tabId, other, fresh]) await expectOff(each);
  });
});

describe('a gateway that is on by default', () => {
  const setDefault = (on: boolean) => browser.ask('options.default-on', { origin: GATEWAY, on });

  it('is on in every tab, unless switched off there, also after the background is gone', async () => {
    await switchOn(tabId, []);
    await setDefault(true);
    await expectIn(tabId, 'on', [], [GATEWAY]);
    await switchOn(tabId, []);
    browser.kill();
    await browser.navigate(tabId, PAGE);
    await expectOff(tabId);
    await expectIn(await browser.openTab(PAGE), 'on', [], [GATEWAY]);
    await setDefault(false);
    expect(browser.state.rules).toEqual([]);
  });

  it('counts as off where Hopscope may not act on the page, and a click on the button allows it', async () => {
    await setDefault(true);
    const foreign = await browser.openTab('http://foreign.example');
    await expectOff(foreign);
    await browser.click(foreign);
    await expectIn(foreign, 'on', [], [GATEWAY]);
    await browser.click(foreign);
    await expectOff(foreign);
  });
});

/** So many calls to the browser a switch takes at most. */
const CALLS = Array.from({ length: 30 }, (_, at) => at + 1);

describe('a background that is killed', () => {
  it('at any point of a switch in the panel: it is switched all the same', async () => {
    for (const calls of CALLS) {
      browser.kill(calls);
      await switchOn(tabId, []);
      await expectOff(tabId);
      browser.kill(calls);
      await switchOn(tabId);
      await expectOn(tabId);
    }
    expect(browser.starts()).toBeGreaterThan(20);
  });

  it('at any point of a click on the button: on or off, all say the same', async () => {
    for (const calls of CALLS) {
      browser.kill(calls);
      await browser.click(tabId);
      await (browser.state.rules.length > 0 ? expectOn(tabId) : expectOff(tabId));
    }
    expect(browser.starts()).toBeGreaterThan(10);
  });

  it('at any point of a pause: it is paused all the same', async () => {
    for (const calls of CALLS) {
      browser.kill(calls);
      await browser.ask('options.pause', { paused: true });
      await expectIn(tabId, 'off', []);
      await browser.ask('options.pause', { paused: false });
      await switchOn(tabId);
    }
    await expectOn(tabId);
  });

  it('while a request goes on: the next one keeps its end, also when it is told of it before the rest', async () => {
    await observe(browser, event({ stage: 'started', tabId }));
    browser.kill();
    const requestHeaders = [{ name: 'x-litellm-mcp-debug', value: 'true' }];
    await observe(browser, event({ stage: 'ended', tabId }), event({ stage: 'sent', tabId, requestHeaders }));
    expect(observedKept(browser.state)).toMatchObject([{ state: 'ended', hasDebugHeader: true }]);
  });

  it('does nothing any more that it was about to do', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const { starts } = browser;
    browser.request(event({ stage: 'started', tabId }));
    browser.kill();
    await browser.quiet();
    expect(observedKept(browser.state)).toEqual([]);
    expect(starts()).toBe(1);
  });
});

it('a hundred tabs are in debug mode: each says so, and all go off together', async () => {
  const tabs: number[] = [];
  for (let count = 0; count < 100; count += 1) tabs.push(await browser.openTab(PAGE));
  await Promise.all(tabs.map((each) => switchOn(each)));
  expect(tabs.map((each) => browser.state.badges.get(each)?.text)).toEqual(tabs.map(() => 'on'));
  browser.kill();
  await browser.ask('options.pause', { paused: true });
  expect(tabs.map((each) => browser.state.badges.get(each)?.text)).toEqual(tabs.map(() => 'off'));
  expect(browser.state.rules).toEqual([]);
});

it('a background that starts writes only the badges that differ', async () => {
  const { state } = browser;
  await browser.openTab(OTHER);
  browser.kill();
  await expectOn(tabId);
  const before = state.badgeChanges;
  browser.kill();
  await expectOn(tabId);
  expect(state.badgeChanges).toBe(before);
  state.badges.delete(tabId);
  browser.kill();
  await expectOn(tabId);
  expect(state.badgeChanges).toBe(before + 1);
});
