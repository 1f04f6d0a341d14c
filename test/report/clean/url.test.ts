import { expect, it } from 'vitest';
import { createCleaning } from '../../../src/report/clean/cleaning.ts';
import { cleanUrl } from '../../../src/report/clean/url.ts';

const clean = (url: string): string => decodeURIComponent(cleanUrl(url, createCleaning('left out')));

it.each([
  ['prompt=none', 'prompt=none'],
  ['prompt=login consent', 'prompt=login consent'],
  ['prompt=delete all customers', 'prompt=[left out, 20 characters]'],
  ['display=popup', 'display=popup'],
  ['display=Alice', 'display=[left out, 5 characters]'],
])('of the parameter %s stays %s', (sent, kept) => {
  expect(clean(`https://as.example/authorize?${encodeURI(sent)}`)).toBe(
    `https://as.example/authorize?${kept}`,
  );
});

it('two hosts with umlauts stay two', () => {
  expect(clean('https://müller.example/')).toBe('https://xn--mller-kva.example/');
  expect(clean('https://möller.example/')).toBe('https://xn--mller-jua.example/');
});

it('what is no host goes', () => {
  expect(clean('https://a b.example/')).toBe('https://left-out.invalid/');
});

it.each([
  ['small letters', 'key-of-alice'],
  ['digits behind letters', 'key1'],
  ['a short one', 'aB3dE5fG7hI'],
])('of a path stays: %s', (_what, segment) => {
  expect(clean(`https://as.example/${segment}/mcp`)).toBe(`https://as.example/${segment}/mcp`);
});

it.each([
  ['digits behind letters', 'a1b2c3d4e5f6'],
  ['letters behind digits', '1a2b3c4d5e6f'],
  ['capitals behind small letters', 'aBc.dEfGh.iJ'],
  ['a million characters', '.a'.repeat(500_000)],
])('of a path goes: %s', (_what, segment) => {
  expect(clean(`https://as.example/${segment}/mcp`)).toMatch(
    /^https:\/\/as\.example\/left-out-\d+-characters\/mcp$/,
  );
});
