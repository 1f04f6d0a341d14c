import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { renameTags } from '../mask.ts';
import { createTwoGenerationMap } from './two-generation-map.ts';

/** Names credentials in masks: equal values get equal tags, and a tag says nothing else of its value. */
export interface Tags {
  of(secret: string): string;
  /** A text masked elsewhere, with the tags of this recording. */
  renamed(text: string): string;
  /** Forgets tags that were not asked for since the last time. */
  nextGeneration(): void;
}

/** Tags that count: `1` for the first credential, `2` for the next. Asked once for each value. */
export function countingTags(): Tags {
  let count = 0;
  return {
    of() {
      count += 1;
      return count.toString(36);
    },
    renamed: (text) => text,
    nextGeneration: () => undefined,
  };
}

const LENGTH = 8;
const SPACE = BigInt(36 ** LENGTH);

/**
 * Tags that are the same in every place that has the key: 41 bits of HMAC-SHA-256 (RFC 2104), in base 36. Without the key
 * nobody can try values, and the key lives no longer than the browser's session.
 * @param key 32 bytes in hexadecimal
 * @throws RangeError or TypeError when the key is no hexadecimal
 */
export function keyedTags(key: string): Tags {
  const bytes = hexToBytes(key);
  return {
    of(secret) {
      const { buffer, byteOffset } = hmac(sha256, bytes, utf8ToBytes(secret));
      return (new DataView(buffer, byteOffset).getBigUint64(0) % SPACE).toString(36).padStart(LENGTH, '0');
    },
    renamed: (text) => text,
    nextGeneration: () => undefined,
  };
}

/** Keyed tags numbered as they come, so that people read `#1` and `#2`, in what is masked here and in what came masked. */
export function numberedTags(key: string): Tags {
  const keyed = keyedTags(key);
  const count = countingTags();
  const numbers = createTwoGenerationMap<string>();
  const numberOf = (tag: string): string => {
    const number = numbers.get(tag) ?? count.of(tag);
    numbers.set(tag, number);
    return number;
  };
  return {
    of: (secret) => numberOf(keyed.of(secret)),
    renamed: (text) => renameTags(text, numberOf),
    nextGeneration: () => numbers.nextGeneration(),
  };
}
