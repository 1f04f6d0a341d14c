import { bytesToHex } from '@noble/hashes/utils.js';
import type { BackgroundPort } from '../ports/background.ts';

const KEY = 'tags.key';

/**
 * Gives the key of the tags in masks: random, in memory only, and the same for every worker until the browser ends. It throws
 * when there is no room for it.
 */
export function createTagsKey({
  session,
  inTurn,
}: Pick<BackgroundPort, 'session' | 'inTurn'>): () => Promise<string> {
  let key: Promise<string> | undefined;
  const read = (): Promise<string> =>
    inTurn(KEY, async () => {
      const stored = await session.get(KEY);
      if (typeof stored === 'string') return stored;
      const fresh = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
      await session.set({ [KEY]: fresh });
      return fresh;
    });
  return () => {
    key ??= read().catch((error: unknown) => {
      // There may be room later.
      key = undefined;
      throw error;
    });
    return key;
  };
}
