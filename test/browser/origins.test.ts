import { describe, expect, it } from 'vitest';
import { isWebOrigin, originOfPattern, patternOf } from '../../src/browser/origins.ts';

describe('isWebOrigin', () => {
  it.each([
    'http://127.0.0.1:4000',
    'https://gateway.example',
    'http://[::1]:4000',
    'https://xn--bcher-kva.example',
  ])('takes %s', (origin) => expect(isWebOrigin(origin)).toBe(true));

  it.each([
    ['a path', 'http://gateway.example/'],
    ['a default port', 'http://gateway.example:80'],
    ['capitals', 'http://Gateway.example'],
    ['a name not in punycode', 'https://bücher.example'],
    ['credentials', 'http://user@gateway.example'],
    ['a wildcard host', 'http://*'],
    ['a wildcard label', 'https://*.example'],
    ['another scheme', 'file://'],
    ['a page of the browser', 'chrome://version'],
    ['an opaque origin', 'null'],
    ['no URL', 'gateway'],
  ])('refuses %s', (_what, text) => expect(isWebOrigin(text)).toBe(false));
});

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
