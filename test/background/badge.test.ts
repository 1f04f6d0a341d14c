import { expect, it } from 'vitest';
import { badgeOf } from '../../src/background/badge.ts';
import type { TabDebug } from '../../src/messages.ts';

const page = { origin: 'http://page.example', permitted: true };
const allowed = { origin: 'http://one.example', permitted: true };
const refused = { origin: 'http://two.example', permitted: false };
const off: TabDebug = { tabId: 7, page, gateways: [], known: [] };

it.each([
  ['off', off, '', /off in this tab/],
  ['paused', { ...off, paused: true }, 'off', /paused in every tab/],
  ['off where no extension may act', { tabId: 7, gateways: [], known: [] }, '', /off in this tab/],
  ['on', { ...off, gateways: [allowed] }, 'on', /on in this tab for http:\/\/one\.example$/],
  [
    'a gateway without permission',
    { ...off, gateways: [allowed, refused] },
    '!',
    /not applied for http:\/\/two\.example:/,
  ],
  [
    'a page without permission',
    { tabId: 7, gateways: [allowed], known: [] },
    '!',
    /may not act on this page/,
  ],
] satisfies [string, TabDebug, string, RegExp][])('tells %s', (_state, debug, text, title) => {
  expect(badgeOf(debug, true)).toMatchObject({ text, title: expect.stringMatching(title) });
});

it.each([
  [true, /Click to let it/],
  [false, /Allow it in the Hopscope panel/],
])('says how to let it act on the page, where a click does so: %s', (clickPermits, title) => {
  expect(badgeOf({ tabId: 7, gateways: [allowed], known: [] }, clickPermits).title).toMatch(title);
});
