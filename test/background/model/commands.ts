import * as fc from 'fast-check';
import type { FakeBrowser } from '../fake-browser.ts';
import { isVisible } from '../fake-port.ts';
import { findBreaches, GATEWAYS, PAGES } from './invariants.ts';
import { isOn, isWanted, moveTab, pause, type Reference, setDefault, setTab } from './reference.ts';
import { begin, byListener, endAll, goOn, navigate } from './traffic.ts';

type Command = fc.AsyncCommand<Reference, FakeBrowser>;
type Act = (model: Reference, browser: FakeBrowser) => Promise<void>;

/** How many steps all runs took. */
export const taken = { steps: 0, kills: 0, requests: 0 };

const MOST_TABS = 5;
const pick = fc.nat(1_000);
const gateway = fc.constantFrom(...GATEWAYS);
const page = fc.constantFrom(...PAGES);
const killed = fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined, freq: 3 });

/**
 * A step, and all that must hold after it.
 * @param killAfter so many calls to the browser before the background is killed in the middle of the step
 */
const step = (name: string, act: Act, killAfter?: number): Command => ({
  check: () => true,
  async run(model, browser) {
    taken.steps += 1;
    const before = { starts: browser.starts(), sent: model.sent.map(({ stage }) => stage) };
    look(model, browser);
    if (killAfter !== undefined) browser.kill(killAfter);
    const lives = browser.starts();
    await act(model, browser);
    await browser.quiet();
    if (killAfter !== undefined && browser.starts() > lives) {
      taken.kills += 1;
      // A background that is killed takes along what it was just told.
      for (const [index, sent] of model.sent.entries())
        if (sent.stage !== before.sent[index]) sent.isCertain = false;
    }
    for (const sent of model.sent)
      if (sent.owners.some(({ tabId }) => !model.tabs.has(tabId) || !isOn(model, tabId)))
        sent.isCertain = false;
    look(model, browser);
    const breaches = await findBreaches(model, browser);
    if (breaches.length > 0) throw new Error(breaches.join('\n'));
  },
  toString: () => (killAfter === undefined ? name : `${name}, killed after ${killAfter} calls`),
});

/** Notes what pages the background saw, if it looked at them. */
function look(model: Reference, browser: FakeBrowser): void {
  const { state } = browser;
  const now = `${browser.starts()} ${browser.isAlive()} ${state.ruleChanges} ${model.navigations}`;
  if (now === model.lookedAt && browser.isAlive()) return;
  model.lookedAt = now;
  model.pagesSeen.clear();
  for (const [tabId, tab] of state.tabs)
    if (isVisible(state, tab)) model.pagesSeen.set(tabId, new URL(tab.url).origin);
}

const tabAt = (model: Reference, at: number): number => [...model.tabs.keys()][at % model.tabs.size] ?? -1;

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

/** Asks for a change; full storage refuses it in words, and then `isDone` says whether it was made all the same. */
async function ask(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!String(error).includes('its storage in this browser is full')) throw error;
    return false;
  }
}

const requests = fc
  .record({ picks: fc.array(pick, { minLength: 1, maxLength: 8 }), killAfter: killed })
  .map(({ picks, killAfter }) =>
    step(
      `requests ${picks}`,
      async (model, browser) => {
        const isAlive = browser.isAlive();
        const events = picks.flatMap((each) => {
          if (each % 3 > 0) return goOn(model, browser, each);
          taken.requests += 1;
          const isWorker = each % 5 === 0;
          const tabId = tabAt(model, each);
          const initiator = isWorker ? PAGES[each % 2] : model.tabs.get(tabId)?.page;
          const origin = GATEWAYS[each % GATEWAYS.length] ?? '';
          return initiator === undefined
            ? []
            : begin(model, browser, { tabId: isWorker ? -1 : tabId, initiator, origin });
        });
        browser.request(...(isAlive ? events : byListener(events, picks[0] ?? 0)));
      },
      killAfter,
    ),
  );

const switchTab = fc
  .record({ at: pick, origins: fc.subarray(GATEWAYS.slice()), killAfter: killed })
  .map(({ at, origins, killAfter }) =>
    step(
      `debug mode of tab ${at} for ${origins}`,
      async (model, browser) => {
        const tabId = tabAt(model, at);
        const isStored = await ask(() => browser.ask('debug.set', { tabId, origins }));
        setTab(model, tabId, origins);
        const permitted = origins.filter((each) => browser.state.permitted.has(each));
        if (isStored)
          model.known = [...model.known.filter((each) => !permitted.includes(each)), ...permitted];
      },
      killAfter,
    ),
  );

const byDefault = fc
  .record({ origin: gateway, on: fc.boolean(), killAfter: killed })
  .map(({ origin, on, killAfter }) =>
    step(
      `${origin} on by default: ${on}`,
      async (model, browser) => {
        if (await ask(() => browser.ask('options.default-on', { origin, on }))) setDefault(model, origin, on);
      },
      killAfter,
    ),
  );

const pauses = fc.record({ paused: fc.boolean(), killAfter: killed }).map(({ paused, killAfter }) =>
  step(
    `pause: ${paused}`,
    async (model, browser) => {
      if (await ask(() => browser.ask('options.pause', { paused }))) pause(model, paused);
    },
    killAfter,
  ),
);

const permits = fc
  .record({ origin: fc.constantFrom(...PAGES, ...GATEWAYS), shall: fc.boolean(), killAfter: killed })
  .map(({ origin, shall, killAfter }) =>
    step(`permission for ${origin}: ${shall}`, (_model, browser) => browser.permit(origin, shall), killAfter),
  );

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

const updates = fc.constant(
  step('update', async (model, browser) => {
    await browser.update();
    for (const sent of model.sent) sent.isCertain = false;
    for (const [tabId, { page: there, own }] of model.tabs) model.tabs.set(tabId, { page: there, own });
  }),
);

const dies = fc.constant(
  step('death', async (_model, browser) => {
    browser.kill();
  }),
);

const fills = fc
  .record({ area: fc.constantFrom('local', 'session'), isFull: fc.boolean() } as const)
  .map(({ area, isFull }) =>
    step(`${area} storage full: ${isFull}`, async (_model, browser) => {
      browser.state[area].isFull = isFull;
    }),
  );

/** All that may happen; what happens most is there more than once. */
export const commands = [
  requests,
  requests,
  requests,
  requests,
  switchTab,
  switchTab,
  byDefault,
  pauses,
  permits,
  clicks,
  opens,
  popups,
  duplicates,
  navigates,
  closes,
  discards,
  updates,
  dies,
  fills,
];
