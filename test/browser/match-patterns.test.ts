import { describe, expect, it } from 'vitest';
import { originOfPattern, patternOf } from '../../src/browser/match-patterns.ts';

describe('patternOf', () => {
  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/*'],
    ['http://[::1]:4000', 'http://[::1]:4000/*'],
    ['http://gateway.example', 'http://gateway.example:80/*'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example:443/*'],
  ])('names the port of %s', (origin, pattern) => expect(patternOf(origin)).toBe(pattern));

  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1/*'],
    ['http://[::1]:4000', 'http://[::1]/*'],
    ['https://gateway.example', 'https://gateway.example/*'],
  ])('leaves out the port of %s for Firefox', (origin, pattern) =>
    expect(patternOf(origin, false)).toBe(pattern),
  );
});

describe('originOfPattern', () => {
  it.each(['http://127.0.0.1:4000', 'https://gateway.example', 'http://[::1]:80'])(
    'reads what patternOf wrote of %s',
    (text) => {
      const { origin } = new URL(text);
      expect(originOfPattern(patternOf(origin, true), true)).toBe(origin);
    },
  );

  it('knows of no single origin where a pattern is for every port', () => {
    expect(originOfPattern(patternOf('http://127.0.0.1:4000', false), false)).toBeUndefined();
  });

  it.each(['<all_urls>', 'https://*.example/*', 'http://127.0.0.1/*'])('nor of one in %s', (pattern) => {
    expect(originOfPattern(pattern, true)).toBeUndefined();
  });
});
