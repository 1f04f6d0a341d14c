import { describe, expect, it } from 'vitest';
import { cleanHeader } from '../../src/report/clean-header.ts';
import { cleanUrl } from '../../src/report/clean-url.ts';
import { createCleaning } from '../../src/report/cleaning.ts';

const url = (text: string): string => cleanUrl(text, createCleaning('left out'));
const header = (name: string, value: string): string =>
  cleanHeader({ name, value }, createCleaning('left out')).value;

describe('takes time in proportion to the length', () => {
  it.each<[string, () => string]>([
    ['masks without an end in a path', () => url(`/${'%5Bmasked%20'.repeat(80_000)}`)],
    [
      'masks without an end in a challenge',
      () => header('www-authenticate', `Bearer ${'[masked '.repeat(50_000)}`),
    ],
  ])('%s', (_what, clean) => {
    const begun = performance.now();
    clean();
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});

it('leaves out a mask without an end', () => {
  expect(url('/a/%5Bmasked%20hunter2/b')).toBe('/a/left-out/b');
});
