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
