import type { Entry } from 'har-format';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { createStore } from '../../src/panel/store/store.ts';
import { eventually } from '../eventually.ts';
import { debugHeaders, entry, GATEWAY } from '../har-entry.ts';
import { createFakeBrowser, type FakeBrowser, OFF, PAGE, TAB } from './panel.tsx';

const ON = { ...OFF, gateways: [{ origin: GATEWAY, permitted: true }] };
const other: Entry = { ...entry({ method: 'GET', url: 'https://example.com/style.css', received: 'a {}' }) };

let browser: FakeBrowser;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T12:00:00Z') });
  browser = createFakeBrowser();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

async function open() {
  const store = createStore(browser.port, createInspector);
  stop = store.start();
  await vi.advanceTimersByTimeAsync(0);
  return store;
}

/** Lets what was captured reach the screen. */
const settle = () => vi.advanceTimersByTimeAsync(1000);

it('keeps MCP exchanges in order and counts the others', async () => {
  const store = await open();
  browser.entry(entry(), other, entry({ status: 404, received: {} }), other);
  await settle();
  expect(store.traffic.rows.value.map((row) => row.inspected.exchange.response.status)).toEqual([200, 404]);
  expect(store.traffic.ignored.value).toBe(2);
});

it('puts the first of a burst on the screen at once, and the rest in one go', async () => {
  const store = await open();
  const seen: number[] = [];
  store.traffic.rows.subscribe((rows) => seen.push(rows.length));
  browser.entry(...Array.from({ length: 500 }, () => entry()));
  await settle();
  expect(seen).toEqual([0, 1, 500]);
});

it('keeps nothing while recording is off', async () => {
  const store = await open();
  store.toggleRecording();
  browser.entry(entry());
  await settle();
  store.toggleRecording();
  browser.entry(entry({ status: 404, received: {} }));
  await settle();
  expect(store.traffic.rows.value.map((row) => row.inspected.exchange.response.status)).toEqual([404]);
});

it('clears the list, its counts and the selection, also of what is not on the screen yet', async () => {
  const store = await open();
  browser.entry(entry(), other);
  await settle();
  store.view.select(0);
  browser.entry(entry());
  store.clear();
  await settle();
  expect(store.traffic.rows.value).toEqual([]);
  expect(store.traffic.ignored.value).toBe(0);
  expect(store.view.selected.value).toBeUndefined();
});

it('clears when the tab goes to another page, unless the log is to be preserved', async () => {
  const store = await open();
  browser.entry(entry());
  await settle();
  store.setPreserveLog(true);
  browser.navigate();
  browser.entry(entry());
  await settle();
  expect(store.traffic.rows.value).toHaveLength(2);
  store.setPreserveLog(false);
  browser.navigate();
  await settle();
  expect(store.traffic.rows.value).toEqual([]);
});

it('starts a fresh recording when it clears: nothing is diagnosed by what is gone', async () => {
  const store = await open();
  browser.entry(entry());
  store.clear();
  browser.entry(entry());
  await settle();
  expect(store.traffic.rows.value.map(({ id }) => id)).toEqual([0]);
});

it('remembers preserve log, widths and the split', async () => {
  const store = await open();
  store.setPreserveLog(true);
  store.setWidths({ server: 150 });
  store.setSplit(30);
  stop();
  const again = await open();
  expect(again.preserveLog.value).toBe(true);
  expect(again.widths.value).toEqual({ server: 150 });
  expect(again.split.value).toBe(30);
});

it('takes no harm from settings that are not what it wrote', async () => {
  browser.stored.set('preserveLog', 'yes').set('widths', [1]).set('split', 900);
  const store = await open();
  expect(store.preserveLog.value).toBe(false);
  expect(store.widths.value).toEqual({});
  expect(store.split.value).toBe(85);
});

it('follows the theme at once', async () => {
  const store = await open();
  browser.setTheme('dark');
  expect(store.theme.value).toBe('dark');
});

it('lists gateways seen in the traffic, busiest first, and nobody else', async () => {
  const store = await open();
  const at = (url: string) => entry({ url });
  const metadata = entry({
    method: 'GET',
    url: 'http://auth.test/.well-known/oauth-authorization-server',
    received: { issuer: 'http://auth.test' },
  });
  browser.entry(at('http://a.test/mcp'), at('http://b.test/mcp'), at('http://b.test/mcp/x'), metadata, other);
  await settle();
  expect(store.traffic.rows.value).toHaveLength(4);
  expect(store.traffic.gateways.value).toEqual([
    ['http://b.test', 2],
    ['http://a.test', 1],
  ]);
});

it('explains each exchange by the debug state at its start', async () => {
  const store = await open();
  const startedAt = (time: number): Entry => ({ ...entry(), startedDateTime: new Date(time).toISOString() });
  const opened = Date.now();
  await vi.advanceTimersByTimeAsync(1000);
  browser.announce(ON);
  const switched = Date.now();
  await vi.advanceTimersByTimeAsync(1000);
  browser.entry(startedAt(opened - 1), startedAt(opened + 1), startedAt(switched + 1));
  await settle();
  const reasons = store.traffic.rows.value.map(({ debugHeader }) =>
    debugHeader.state === 'not-applied' ? debugHeader.why.reason : debugHeader.state,
  );
  expect(reasons).toEqual(['before-panel', 'off', 'out-of-reach']);
});

it('does not mind other tabs', async () => {
  const store = await open();
  browser.announce({ ...ON, tabId: TAB + 1 });
  expect(store.debug.state.value).toEqual(OFF);
});

it('asks for exactly the gateway and the page, straight from the click, then switches on', async () => {
  const store = await open();
  store.debug.openForm();
  const done = store.debug.switchOn([GATEWAY]);
  expect(browser.asked).toEqual([[GATEWAY, PAGE]]);
  await done;
  expect(store.debug.state.value?.gateways).toEqual([{ origin: GATEWAY, permitted: true }]);
  expect(store.debug.form.value).toBeUndefined();
});

it('says so when permission is refused, and changes nothing', async () => {
  const store = await open();
  browser.allow = false;
  store.debug.openForm();
  await store.debug.switchOn([GATEWAY]);
  expect(store.debug.problem.value).toContain('Permission was not given');
  expect(store.debug.problem.value).toContain(GATEWAY);
  expect(store.debug.form.value).toBeDefined();
  expect(browser.debug).toEqual(OFF);
});

it('asks for nothing on a page that no extension may touch', async () => {
  const { page: _, ...untouchable } = OFF;
  browser = createFakeBrowser({ pageOrigin: () => Promise.resolve(undefined) });
  browser.debug = untouchable;
  const store = await open();
  await store.debug.switchOn([GATEWAY]);
  expect(browser.asked).toEqual([]);
  expect(store.debug.problem.value).toContain('no extension');
});

it('says what to do when the extension was updated under the panel', async () => {
  browser = createFakeBrowser({
    background: {
      ask: () => Promise.reject(new Error('Extension context invalidated.')),
      onAnnouncement: () => () => undefined,
    },
  });
  const store = await open();
  expect(store.debug.problem.value).toContain('Close DevTools and open it again');
});

it('shows evidence in the exchange it stands in, in the right tab, even where the filter hides it', async () => {
  const store = await open();
  browser.entry(entry({ responseHeaders: debugHeaders() }), entry({ status: 404, received: {} }));
  await settle();
  store.view.select(1);
  store.view.setFilter('status:404');
  const show = (place: Parameters<typeof store.view.showEvidence>[0]['place'], exchange?: number) => {
    store.view.showEvidence({ place, quote: 'q', ...(exchange === undefined ? {} : { exchange }) });
    return [store.view.selected.value?.id, store.view.tab.value];
  };
  expect(show({ in: 'status' })).toEqual([1, 'response']);
  expect(store.view.filterText.value).toBe('status:404');
  expect(show({ in: 'request-header', name: 'authorization' }, 0)).toEqual([0, 'request']);
  expect(store.view.filterText.value).toBe('');
  expect(show({ in: 'response-header', name: 'X-MCP-Debug-Auth-Resolution' })).toEqual([0, 'debug']);
  expect(show({ in: 'response-header', name: 'www-authenticate' })).toEqual([0, 'response']);
  expect(show({ in: 'request-body' })).toEqual([0, 'request']);
  expect(show({ in: 'timing' })).toEqual([0, 'timing']);
});

it('knows how debug mode stands although the browser never says what the page’s origin is', async () => {
  browser = createFakeBrowser({ pageOrigin: () => new Promise(() => {}) });
  const store = createStore(browser.port, createInspector);
  store.start();
  await eventually(() => expect(store.debug.state.value).toEqual(OFF));
});
