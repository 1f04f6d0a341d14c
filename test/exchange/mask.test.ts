import { expect, it } from 'vitest';
import { isMask, lookOf, readMask, splitMasks, writeMask } from '../../src/exchange/mask.ts';

it.each(['sk-throwaway-key-0001-abcd', 'hunter2', 'ghp_0123456789abcdefgh“quoted”'])(
  'a mask of %j is read back',
  (secret) => {
    const mask = { ...lookOf(secret), tag: '7' };
    expect(readMask(writeMask(mask))).toEqual(mask);
  },
);

it.each(['a\u202eb', 'a\u200bb', '<img>', 'mask→a'])(
  'a text with %j in the form of a mask is a text',
  (look) => {
    const forged = `[masked ${look} long #7]`;
    expect(isMask(forged)).toBe(false);
    expect(splitMasks(forged)).toEqual([forged]);
  },
);
