import { bytesToHex } from '@noble/hashes/utils.js';
import { browser } from '../browser/api.ts';

const KEY = 'tags.key';

let key: Promise<string> | undefined;

/** The key of the tags in masks: random, in memory only, and the same for every worker until the browser ends. */
export function readTagsKey(): Promise<string> {
  key ??= navigator.locks.request(KEY, async () => {
    const { [KEY]: stored } = await browser.storage.session.get(KEY);
    if (typeof stored === 'string') return stored;
    const fresh = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
    await browser.storage.session.set({ [KEY]: fresh });
    return fresh;
  });
  return key;
}
