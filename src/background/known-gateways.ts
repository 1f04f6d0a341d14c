import * as v from 'valibot';
import { browser } from '../browser/api.ts';
import { isWebOrigin } from '../browser/origins.ts';

const KEY = 'known-gateways';
const Stored = v.fallback(v.array(v.pipe(v.string(), v.check(isWebOrigin))), []);

/** The origins of the gateways that debug mode was switched on for before, the latest last. */
export async function knownGateways(): Promise<string[]> {
  const stored = await browser.storage.local.get(KEY);
  return v.parse(Stored, stored[KEY]);
}

/** Remembers gateways, for the toolbar button and for the panel's offer. */
export async function rememberGateways(origins: readonly string[]): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const others = (await knownGateways()).filter((each) => !origins.includes(each));
    await browser.storage.local.set({ [KEY]: [...others, ...origins] });
  });
}
