import * as v from 'valibot';
import { isWebOrigin } from '../exchange/origin.ts';
import { isHeaderName, LITELLM_NAMES } from '../litellm/header-names.ts';
import type { Options } from '../messages.ts';
import type { BackgroundPort } from '../ports/background.ts';
import { store } from './storage.ts';

/** What the person chose for every tab. */
export type Chosen = Pick<Options, 'paused' | 'defaultOn' | 'headerNames'>;

const KEY = 'preferences';
const Name = v.pipe(v.string(), v.check(isHeaderName));
const FRESH: Chosen = { paused: false, defaultOn: [], headerNames: LITELLM_NAMES };
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

export interface Preferences {
  /** What was chosen; where nothing was, or nobody can read it, how a fresh installation has it. */
  read(): Promise<Chosen>;
  /**
   * Changes what was chosen.
   * @throws when it can't be stored; then it is as before
   */
  change(to: (now: Chosen) => Partial<Chosen>): Promise<void>;
}

export function createPreferences({ local, inTurn }: Pick<BackgroundPort, 'local' | 'inTurn'>): Preferences {
  const read = async (): Promise<Chosen> => v.parse(Stored, await local.get(KEY));
  return {
    read,
    change: (to) =>
      inTurn(KEY, async () => {
        const now = await read();
        await store(local, KEY, { ...now, ...to(now) });
      }),
  };
}
