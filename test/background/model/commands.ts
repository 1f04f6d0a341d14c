import * as fc from 'fast-check';
import { GATEWAYS, PAGES } from './invariants.ts';
import { pause, setDefault, setTab } from './reference.ts';
import { gateway, killed, pick, step, tabAt, taken } from './step.ts';
import { tabCommands } from './tab-commands.ts';
import { begin, byListener, goOn } from './traffic.ts';

/**
 * Asks for a change.
 * @returns false when full storage refused it, in words
 */
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
      `requests ${picks.join()}`,
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
      `debug mode of tab ${at} for ${origins.join()}`,
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
  ...tabCommands,
  updates,
  dies,
  fills,
];
