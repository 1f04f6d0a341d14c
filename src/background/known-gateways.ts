import * as v from 'valibot';
import { browser } from '../browser/api.ts';
import { isWebOrigin } from '../browser/origins.ts';
import { store } from './storage.ts';

const KEY = 'known-gateways';
const Stored = v.fallback(v.array(v.pipe(v.string(), v.check(isWebOrigin))), []);

/** The origins of the gateways that debug mode was switched on for before, the latest last. */
export async function knownGateways(): Promise<readonly string[]> {
  const stored = await browser.storage.local.get(KEY);
  return v.parse(Stored, stored[KEY]);
}

/**
 * Remembers gateways, for the toolbar button and for the panel's offer.
 * @throws when they can't be stored
 */
export async function rememberGateways(origins: readonly string[]): Promise<void> {
  await change((known) => [...known.filter((each) => !origins.includes(each)), ...origins]);
}

export async function forgetGateway(origin: string): Promise<void> {
  await change((known) => known.filter((each) => each !== origin));
}

async function change(to: (known: readonly string[]) => readonly string[]): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const known = await knownGateways();
    const wanted = to(known);
    if (wanted.join() !== known.join()) await store(KEY, wanted);
  });
}
