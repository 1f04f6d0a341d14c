import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../../src/exchange/redact/secrets.ts';
import { keyedTags, numberedTags } from '../../../src/exchange/redact/tags.ts';

const KEY = '01'.repeat(32);
const OTHER_KEY = '02'.repeat(32);
const SECRET = 'sk-throwaway-key-for-tests-0001';

describe('keyed tags', () => {
  it('are the same wherever the key is, and differ with key and value', () => {
    const tag = keyedTags(KEY).of(SECRET);
    expect(tag).toMatch(/^[0-9a-z]{8}$/);
    expect(keyedTags(KEY).of(SECRET)).toBe(tag);
    expect(keyedTags(KEY).of(`${SECRET}x`)).not.toBe(tag);
    expect(keyedTags(OTHER_KEY).of(SECRET)).not.toBe(tag);
  });

  it('are HMAC-SHA-256', () => {
    // RFC 4231 section 4.3: key "Jefe", the digest begins 5bdcc146bf60754e.
    const number = (0x5bdcc146bf60754en % 36n ** 8n).toString(36).padStart(8, '0');
    expect(keyedTags('4a656665').of('what do ya want for nothing?')).toBe(number);
  });

  it('refuse what is no key', () => {
    expect(() => keyedTags('no key')).toThrow();
  });
});

describe('numbered tags', () => {
  it('count credentials that are masked here and those that come masked as one', () => {
    const worker = createSecrets(keyedTags(KEY));
    const tags = numberedTags(KEY);
    const panel = createSecrets(tags);
    expect(panel.maskEverywhere('first-credential-of-all')).toContain('#1]');
    expect(tags.renamed(worker.maskEverywhere(SECRET))).toBe('[masked sk-****0001 medium #2]');
    expect(panel.maskEverywhere(SECRET)).toBe('[masked sk-****0001 medium #2]');
    expect(tags.renamed(worker.maskEverywhere('first-credential-of-all'))).toContain('#1]');
  });

  it.each([
    ['an URL', (mask: string) => `http://127.0.0.1/?state=${encodeURIComponent(mask)}&x=1`],
    [
      'an URL in an URL',
      (mask: string) => `http://127.0.0.1/?to=${encodeURIComponent(`/?a=${encodeURIComponent(mask)}`)}`,
    ],
    ['JSON', (mask: string) => JSON.stringify({ token: mask, more: [mask] })],
    ['a mask with claims', (mask: string) => mask.replace(']', ' aud=http%3A%2F%2Fa exp=1]')],
  ])('reach into %s', (_where, put) => {
    const before = put(createSecrets(keyedTags(KEY)).maskEverywhere(SECRET));
    const wanted = put(createSecrets().maskEverywhere(SECRET));
    expect(numberedTags(KEY).renamed(before)).toBe(wanted);
  });

  it('leave other text alone', () => {
    const text = 'http://127.0.0.1/#abcdefgh masked #abcdefgh [masked sk-****0001 medium #1]';
    expect(numberedTags(KEY).renamed(text)).toBe(text);
  });
});
