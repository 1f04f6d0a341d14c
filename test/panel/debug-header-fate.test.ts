import { expect, it } from 'vitest';
import type { TabDebug } from '../../src/messages.ts';
import { debugHeaderFateOf } from '../../src/panel/rows/debug-header-fate.ts';
import { debugHeaderSentence } from '../../src/panel/rows/debug-header-words.ts';
import { debugHeaders, GATEWAY, inspect, type Parts } from '../har-entry.ts';

const PAGE = 'http://127.0.0.1:5000';
const on: TabDebug = {
  tabId: 1,
  gateways: [{ origin: GATEWAY, permitted: true }],
  page: { origin: PAGE, permitted: true },
  known: [GATEWAY],
};
const asked: Parts = { requestHeaders: { 'x-litellm-mcp-debug': 'true' } };
const answered: Parts = { ...asked, responseHeaders: debugHeaders() };
const { page: _, ...noPage } = on;

it.each<[string, Parts, TabDebug | undefined, object]>([
  ['answered', answered, on, { state: 'answered' }],
  ['answered, whatever the tab’s state', answered, undefined, { state: 'answered' }],
  ['sent', asked, on, { state: 'sent', by: 'hopscope' }],
  ['sent by the page itself', asked, { ...on, gateways: [] }, { state: 'sent', by: 'page' }],
  ['older than the panel', {}, undefined, { state: 'not-applied', why: { reason: 'before-panel' } }],
  ['debug mode off', {}, { ...on, gateways: [] }, { state: 'not-applied', why: { reason: 'off' } }],
  [
    'another origin: same host, other port',
    {},
    { ...on, gateways: [{ origin: 'http://127.0.0.1:4001', permitted: true }] },
    { state: 'not-applied', why: { reason: 'other-origin', gateways: ['http://127.0.0.1:4001'] } },
  ],
  [
    'no permission for the gateway',
    {},
    { ...on, gateways: [{ origin: GATEWAY, permitted: false }] },
    { state: 'not-applied', why: { reason: 'gateway-not-permitted', origin: GATEWAY } },
  ],
  [
    'no permission for the page',
    {},
    { ...on, page: { origin: PAGE, permitted: false } },
    { state: 'not-applied', why: { reason: 'page-not-permitted', origin: PAGE } },
  ],
  [
    'a page that no extension may touch',
    {},
    noPage,
    { state: 'not-applied', why: { reason: 'page-not-permitted', origin: undefined } },
  ],
  ['a worker’s request', {}, on, { state: 'not-applied', why: { reason: 'out-of-reach' } }],
])('%s', (_name, parts, then, expected) => {
  const debugHeader = debugHeaderFateOf(inspect(parts), then);
  expect(debugHeader).toEqual(expected);
  expect(debugHeaderSentence(debugHeader)).toMatch(/^\S.*\.$/);
});
