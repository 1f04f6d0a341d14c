import * as fc from 'fast-check';
import type { FakeBrowser } from '../fake-browser.ts';
import { isVisible } from '../fake-port.ts';
import { findBreaches, GATEWAYS, PAGES } from './invariants.ts';
import { isOn, type Reference } from './reference.ts';

type Command = fc.AsyncCommand<Reference, FakeBrowser>;
type Act = (model: Reference, browser: FakeBrowser) => Promise<void>;

/** How many steps all runs took. */
export const taken = { steps: 0, kills: 0, requests: 0 };

export const pick = fc.nat(1_000);
export const gateway = fc.constantFrom(...GATEWAYS);
export const page = fc.constantFrom(...PAGES);
/** After how many calls to the browser the background is killed, if it is. */
export const killed = fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined, freq: 3 });

/**
 * A step, and all that must hold after it.
 * @param killAfter so many calls to the browser before the background is killed in the middle of the step
 */
export const step = (name: string, act: Act, killAfter?: number): Command => ({
  check: () => true,
  async run(model, browser) {
    taken.steps += 1;
    const before = { tabs: new Map(model.tabs), sent: model.sent.map(({ stage }) => stage) };
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
      for (const [tabId, tab] of model.tabs)
        if (tab.opener !== before.tabs.get(tabId)?.opener)
          model.tabs.set(tabId, {
            ...tab,
            opener: { by: -1, isFollowed: false, ...tab.opener, isKept: false },
          });
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

/** One of the tabs. */
export const tabAt = (model: Reference, at: number): number =>
  [...model.tabs.keys()][at % model.tabs.size] ?? -1;
