import { describe, expect, it } from 'vitest';
import { isWebOrigin, originOf } from '../../src/exchange/origin.ts';

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

describe('originOf', () => {
  it.each([
    ['https://gateway.example:443/mcp?x=1', 'https://gateway.example'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
    ['about:blank', undefined],
    ['/mcp', undefined],
    [undefined, undefined],
  ])('of %s is %s', (url, origin) => expect(originOf(url)).toBe(origin));
});
