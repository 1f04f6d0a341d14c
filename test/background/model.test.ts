import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createFakeBrowser } from './fake-browser.ts';
import { commands } from './model/commands.ts';
import { GATEWAYS, PAGES } from './model/invariants.ts';
import { createReference } from './model/reference.ts';
import { taken } from './model/step.ts';
import { openTab } from './model/tab-commands.ts';

/*
 * Whatever happens in whatever order, and whenever the background is killed: no header outside tab and origin, no request
 * lost or doubled, and badge, rules and panel say the same. A failure prints its seed and path, to be played again.
 */
const RUNS = { numRuns: 170, maxCommands: 100 };

it('holds in every order of events', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const setup = async (seed: number) => {
    const browser = createFakeBrowser(turnsFrom(seed));
    for (const origin of [...PAGES, ...GATEWAYS.slice(0, 1)]) browser.state.permitted.add(origin);
    await browser.ask('tags.key', {});
    const model = createReference();
    for (const url of PAGES) await openTab(model, browser, url);
    return { model, real: browser };
  };
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.commands(commands, { maxCommands: RUNS.maxCommands, size: 'max' }),
      (seed, steps) => fc.asyncModelRun(() => setup(seed), steps),
    ),
    { numRuns: RUNS.numRuns },
  );
  console.log(
    `${taken.steps} steps, ${taken.requests} requests, ${taken.kills} deaths in the middle of a step`,
  );
  expect(taken.requests).toBeGreaterThan(0);
  expect(taken.kills).toBeGreaterThan(0);
});

/** How many turns each call to the browser takes: few, and the same for a seed. */
function turnsFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 30;
  };
}
