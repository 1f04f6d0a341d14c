import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { createFading } from './fading.ts';

/** Names credentials in masks: equal values get equal tags, and a tag says nothing else of its value. */
export interface Tags {
  of(secret: string): string;
  /** A text masked elsewhere, with the tags of this recording. */
  renamed(text: string): string;
  /** Forgets tags that were not asked for since the last time. */
  fade(): void;
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
    fade: () => undefined,
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
    fade: () => undefined,
  };
}

/** A keyed tag inside a mask, percent-encoded any number of times where it stands in URLs. */
const KEYED =
  /((?:\[|%(?:25)*5B)masked(?:(?!\[|\]|%(?:25)*5[BD])[^\s"]| ){1,200}?(?:#|%(?:25)*23))([0-9a-z]{8})(?![0-9a-z])/gi;

/** Keyed tags numbered as they come, so that people read `#1` and `#2`, in what is masked here and in what came masked. */
export function numberedTags(key: string): Tags {
  const keyed = keyedTags(key);
  const count = countingTags();
  const numbers = createFading<string>();
  const numberOf = (tag: string): string => {
    const number = numbers.get(tag) ?? count.of(tag);
    numbers.set(tag, number);
    return number;
  };
  return {
    of: (secret) => numberOf(keyed.of(secret)),
    renamed: (text) => text.replace(KEYED, (_whole, mask: string, tag: string) => mask + numberOf(tag)),
    fade: () => numbers.fade(),
  };
}
