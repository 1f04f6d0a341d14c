import * as fc from 'fast-check';
import type { FakeBrowser } from '../fake-browser.ts';
import { GATEWAYS, PAGES } from './invariants.ts';
import { isWanted, moveTab, type Reference, setTab } from './reference.ts';
import { killed, page, pick, step, tabAt } from './step.ts';
import { endAll, navigate } from './traffic.ts';

const MOST_TABS = 5;

export async function openTab(
  model: Reference,
  browser: FakeBrowser,
  url: string,
  by?: number,
): Promise<number> {
  const isKept = !browser.state.session.isFull;
  const tabId = await browser.openTab(url, by);
  model.navigations += 1;
  const opened = by === undefined ? {} : { opener: { by, isFollowed: false, isKept } };
  model.tabs.set(tabId, { page: new URL(url).origin, own: new Set(), ...opened });
  return tabId;
}

async function go(
  model: Reference,
  browser: FakeBrowser,
  tabId: number,
  url: string,
  by?: string,
): Promise<void> {
  navigate(model, browser, { tabId, origin: url, ...(by === undefined ? {} : { initiator: by }) });
  await browser.quiet();
  await browser.navigate(tabId, url);
  model.navigations += 1;
  const tab = model.tabs.get(tabId);
  if (tab) model.tabs.set(tabId, { ...tab, page: url });
}

const clicks = pick.map((at) =>
  step(`click in tab ${at}`, async (model, browser) => {
    const tabId = tabAt(model, at);
    const { page: there = '' } = model.tabs.get(tabId) ?? {};
    const shown = browser.state.badges.get(tabId)?.text ?? '';
    const opened = browser.state.optionsOpened;
    await browser.click(tabId);
    if (model.paused) {
      if (browser.state.optionsOpened === opened) throw new Error('The click showed no options.');
      return;
    }
    const isAllowed = (each: string) => each === there || browser.state.permitted.has(each);
    const on = [...new Set([...GATEWAYS, ...PAGES])].filter(
      (each) => isWanted(model, tabId, each) && (model.tabs.get(tabId)?.own.has(each) || isAllowed(each)),
    );
    const isCured = shown === '!' || (shown === '' && !browser.state.permitted.has(there));
    const known = model.known.filter((each) => browser.state.permitted.has(each));
    if (on.length === 0 && known.length > 0) setTab(model, tabId, known);
    if (on.length > 0 && !(isCured && on.every(isAllowed))) setTab(model, tabId, []);
  }),
);

const opens = page.map((url) =>
  step(`new tab on ${url}`, async (model, browser) => {
    if (model.tabs.size < MOST_TABS) await openTab(model, browser, url);
  }),
);

const popups = fc.record({ at: pick, url: page }).map(({ at, url }) =>
  step(`popup of tab ${at} on ${url}`, async (model, browser) => {
    const by = tabAt(model, at);
    if (model.tabs.size >= MOST_TABS) return;
    const tabId = await openTab(model, browser, url, by);
    await go(model, browser, tabId, url, model.tabs.get(by)?.page);
  }),
);

const duplicates = pick.map((at) =>
  step(`copy of tab ${at}`, async (model, browser) => {
    const by = tabAt(model, at);
    const { page: url } = model.tabs.get(by) ?? {};
    if (model.tabs.size < MOST_TABS && url !== undefined) {
      const tabId = await openTab(model, browser, url, by);
      await go(model, browser, tabId, url);
    }
  }),
);

const navigates = fc
  .record({ at: pick, url: page, killAfter: killed })
  .map(({ at, url, killAfter }) =>
    step(
      `tab ${at} goes to ${url}`,
      (model, browser) => go(model, browser, tabAt(model, at), url),
      killAfter,
    ),
  );

const closes = pick.map((at) =>
  step(`tab ${at} closes`, async (model, browser) => {
    const tabId = tabAt(model, at);
    if (model.tabs.size === 1) return;
    const last = endAll(model, browser, tabId);
    browser.request(...last.filter((_, index) => index % 2 === 0));
    moveTab(model, tabId);
    const closed = browser.closeTab(tabId);
    browser.request(...last.filter((_, index) => index % 2 === 1));
    await closed;
  }),
);

const discards = pick.map((at) =>
  step(`tab ${at} gets another id`, async (model, browser) => {
    const tabId = tabAt(model, at);
    browser.request(...endAll(model, browser, tabId));
    moveTab(model, tabId, await browser.replaceTab(tabId));
  }),
);

/** What happens to tabs. */
export const tabCommands = [clicks, opens, popups, duplicates, navigates, closes, discards];
