import * as v from 'valibot';
import { isWebOrigin } from '../exchange/origin.ts';
import type { BackgroundPort } from '../ports/background.ts';
import { store } from './storage.ts';

const KEY = 'known-gateways';
const Stored = v.fallback(v.array(v.pipe(v.string(), v.check(isWebOrigin))), []);

export interface KnownGateways {
  /** The origins of the gateways that debug mode was switched on for before, the latest last. */
  read(): Promise<readonly string[]>;
  /**
   * Remembers gateways, for the toolbar button and for the panel's offer.
   * @throws when they can't be stored
   */
  remember(origins: readonly string[]): Promise<void>;
  forget(origin: string): Promise<void>;
}

export function createKnownGateways({
  local,
  inTurn,
}: Pick<BackgroundPort, 'local' | 'inTurn'>): KnownGateways {
  const read = async (): Promise<readonly string[]> => v.parse(Stored, await local.get(KEY));

  const change = (to: (known: readonly string[]) => readonly string[]): Promise<void> =>
    inTurn(KEY, async () => {
      const known = await read();
      const wanted = to(known);
      if (wanted.join() !== known.join()) await store(local, KEY, wanted);
    });

  return {
    read,
    remember: (origins) =>
      change((known) => [...known.filter((each) => !origins.includes(each)), ...origins]),
    forget: (origin) => change((known) => known.filter((each) => each !== origin)),
  };
}
