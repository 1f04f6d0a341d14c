import * as v from 'valibot';
import { browser } from '../browser/api.ts';
import { isWebOrigin } from '../browser/origins.ts';
import { isHeaderName, LITELLM_NAMES } from '../litellm/header-names.ts';
import type { Options } from '../messages.ts';
import { store } from './storage.ts';

/** What the person chose for every tab. */
export type Preferences = Pick<Options, 'paused' | 'defaultOn' | 'headerNames'>;

const KEY = 'preferences';
const Name = v.pipe(v.string(), v.check(isHeaderName));
const FRESH: Preferences = { paused: false, defaultOn: [], headerNames: LITELLM_NAMES };
const Stored = v.fallback(
  v.object({
    paused: v.fallback(v.boolean(), FRESH.paused),
    defaultOn: v.fallback(v.array(v.pipe(v.string(), v.check(isWebOrigin))), [...FRESH.defaultOn]),
    headerNames: v.fallback(
      v.object({ debugRequest: Name, debugPrefix: Name, key: Name }),
      FRESH.headerNames,
    ),
  }),
  { ...FRESH, defaultOn: [] },
);

/** What was chosen; where nothing was, or nobody can read it, how a fresh installation has it. */
export async function readPreferences(): Promise<Preferences> {
  const stored = await browser.storage.local.get(KEY);
  return v.parse(Stored, stored[KEY]);
}

/**
 * Changes what was chosen.
 * @throws when it can't be stored; then it is as before
 */
export async function changePreferences(change: (now: Preferences) => Partial<Preferences>): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const now = await readPreferences();
    await store(KEY, { ...now, ...change(now) });
  });
}
