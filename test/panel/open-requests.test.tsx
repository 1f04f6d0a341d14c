// @vitest-environment happy-dom

import { effect } from '@preact/signals';
import { screen } from '@testing-library/preact';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { createSecrets } from '../../src/exchange/redact/secrets.ts';
import { keyedTags } from '../../src/exchange/redact/tags.ts';
import { createInspector } from '../../src/inspect.ts';
import { litellm } from '../../src/litellm/profile.ts';
import type { Observed } from '../../src/messages.ts';
import { createTraffic } from '../../src/panel/store/traffic.ts';
import { eventually } from '../eventually.ts';
import { entry, GATEWAY, KEY, type Parts, RECORDED } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, createFakeBrowser, type OpenPanel, openPanel, TAB } from './panel.tsx';

const TAGS_KEY = '01'.repeat(32);
const redact = createRedact(litellm(), createSecrets(keyedTags(TAGS_KEY)));

beforeAll(pretendLayout);

/** A request as the background tells it. */
function observed(id: string, parts: Parts = {}, changes: Partial<Observed> = {}): Observed {
  const { body: _body, ...response } = redact(entry({ received: '', ...parts }), 0).response;
  return {
    id,
    tabId: TAB,
    window: 'tab',
    exchange: { ...redact(entry(parts), 0), response, bodies: 'not recorded' },
    state: 'open',
    hasDebugHeader: true,
    life: 1,
    ...changes,
  };
}

const opened = () =>
  openPanel([], createFakeBrowser(), () => createInspector({ key: TAGS_KEY, most: 10_000 }));

/** The same in a browser that has requests from this time on, in milliseconds since the epoch. */
async function begun(earliest = RECORDED): Promise<OpenPanel> {
  const panel = await opened();
  await panel.browser.began(earliest);
  return panel;
}

/** The same with Preserve log. */
async function preserving(): Promise<OpenPanel> {
  const panel = await begun(0);
  panel.store.setPreserveLog(true);
  return panel;
}

const unanswered: Parts = { status: 0 };
/** A request that is sent now. */
const recent = (): Parts => ({ at: Date.now() - RECORDED });
const END = { state: 'ended' } as const;
const endedNow = () => ({ ...END, endedAt: Date.now() });
const phases = ({ view }: OpenPanel['store']) => view.shown.value.map(({ phase }) => phase);
const exchangesIn = ({ view }: OpenPanel['store']) =>
  view.shown.value.map(({ inspected }) => inspected.exchange);
const shows = (store: OpenPanel['store'], ...wanted: readonly string[]) =>
  eventually(() => expect(phases(store)).toEqual(wanted));

it('shows a request from its start to its end, counting, and no other tab’s', async () => {
  const { browser, store } = await opened();
  browser.observe(observed('1', unanswered), observed('2', unanswered, { tabId: TAB + 1 }));
  await shows(store, 'open');
  expect(document.querySelector('.status-line')?.textContent).toContain('1 open');
  expect(document.querySelector('.elapsed')?.getAttribute('aria-hidden')).toBe('true');
  store.view.select(store.view.shown.value[0]?.id);
  await screen.findByText(/Still open: no answer yet/);
  expect(await accessibilityFaults()).toEqual([]);
  browser.observe(observed('1', {}, END));
  await eventually(() => expect(phases(store)).not.toContain('open'));
});

it('lets a request end that was open when recording stopped', async () => {
  const { browser, store } = await opened();
  browser.observe(observed('1', unanswered), observed('2', unanswered));
  await shows(store, 'open', 'open');
  store.toggleRecording();
  browser.observe(observed('1', {}, END), observed('3', unanswered));
  await shows(store, 'open');
});

it('hands the selection on to the one finished row that can be the same', async () => {
  const { browser, store } = await opened();
  browser.observe(observed('1', { ...unanswered, at: 3 }));
  await shows(store, 'open');
  store.view.select(store.view.shown.value[0]?.id);
  browser.entry(entry({ at: 2 }), entry({ at: 900 }));
  browser.observe(observed('1', { at: 3 }, END));
  await eventually(() => expect(store.view.selected.value).toMatchObject({ id: 0, phase: 'finished' }));
});

describe('where the clocks of a busy browser are apart', () => {
  it('hands the selection on all the same', async () => {
    const { browser, store } = await begun();
    browser.observe(observed('1', { ...unanswered, at: 120 }));
    await shows(store, 'open');
    store.view.select(store.view.shown.value[0]?.id);
    browser.entry(entry({ at: 2 }));
    browser.observe(observed('1', { at: 120 }, END));
    await eventually(() => expect(store.view.selected.value).toMatchObject({ id: 0, phase: 'finished' }));
  });

  it('hands it on to no equal request whose own end was told', async () => {
    const { browser, store } = await begun();
    browser.observe(observed('1', { ...unanswered, at: 2 }), observed('2', { ...unanswered, at: 120 }));
    await shows(store, 'open', 'open');
    store.view.select(store.view.shown.value[1]?.id);
    browser.entry(entry({ at: 2 }));
    browser.observe(observed('1', { at: 2 }, END), observed('2', { at: 120 }, END));
    await eventually(() => expect(store.view.selected.value).toMatchObject({ phase: 'ended' }));
    browser.entry(entry({ at: 50 }));
    await eventually(() => expect(store.view.selected.value).toMatchObject({ id: 1, phase: 'finished' }));
  });
});

describe('a request that is finished before it was told to have ended, or after', () => {
  it('is shown once, and of equal ones as many are open as go on', async () => {
    const { browser, store } = await begun();
    const drawn: number[] = [];
    const watch = new MutationObserver(() => drawn.push(document.querySelectorAll('[data-id]').length));
    browser.observe(observed('1', { ...unanswered, at: 3 }), observed('2', { ...unanswered, at: 4 }));
    await shows(store, 'open', 'open');
    watch.observe(document.body, { childList: true, subtree: true });
    browser.entry(entry({ at: 3 }));
    await shows(store, 'finished', 'open');
    browser.observe(observed('2', { at: 4 }, END));
    const starts = () => store.open.value.map(({ inspected }) => inspected.exchange.startedAt % 1000);
    await eventually(() => expect(starts()).toEqual([3]));
    browser.entry(entry({ at: 4 }));
    await shows(store, 'finished', 'finished');
    browser.observe(observed('1', { at: 3 }, END));
    watch.disconnect();
    expect(new Set(drawn)).toEqual(new Set([2]));
  });

  it('is shown once when it was finished before it would have been shown as open', async () => {
    const { browser, store } = await begun();
    const other: Parts = { ...unanswered, url: `${GATEWAY}/mcp/other` };
    browser.entry(entry({ at: 3 }));
    browser.observe(observed('1', { ...unanswered, at: 3 }), observed('2', { ...other, at: 3 }));
    await eventually(() => expect(store.open.value).not.toEqual([]));
    expect(store.open.value.map(({ inspected }) => inspected.exchange.request.url)).toEqual([other.url]);
  });

  it('hides no equal one that goes on', async () => {
    const { browser, store } = await begun();
    browser.observe(observed('1', { ...unanswered, at: 3 }), observed('2', { ...unanswered, at: 4 }));
    await shows(store, 'open', 'open');
    const states: string[][] = [];
    const stop = effect(() => void states.push([...phases(store)]));
    browser.observe(observed('1', { at: 3 }, END), observed('3', { at: 5 }, END));
    await shows(store, 'open');
    browser.entry(entry({ at: 3 }), entry({ at: 5 }));
    await shows(store, 'finished', 'finished', 'open');
    stop();
    expect(states.filter((state) => !state.includes('open'))).toEqual([]);
  });

  it('has the list made once where nothing is open', async () => {
    const { browser, store } = await begun();
    const made: number[] = [];
    const stop = store.view.shown.subscribe((rows) => made.push(rows.length));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    browser.entry(entry());
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    stop();
    expect(made).toEqual([0, 1]);
  });

  it('leaves none out for long whose end is not told', async () => {
    const { browser, store } = await begun();
    browser.observe(observed('1', { ...unanswered, at: 3 }));
    await shows(store, 'open');
    browser.entry(entry({ at: 2 }));
    await shows(store, 'finished');
    await eventually(() => expect(phases(store)).toEqual(['finished', 'open']));
  });
});

it('takes out what ended while the background was killed, and nothing else', async () => {
  const { browser, store } = await opened();
  const other: Parts = { ...unanswered, url: `${GATEWAY}/mcp/other` };
  browser.observe(observed('1', unanswered), observed('2', other));
  await shows(store, 'open', 'open');
  browser.entry(entry({ at: 90 }));
  await shows(store, 'finished', 'open', 'open');
  browser.observe(observed('3', { ...other, at: 500 }, { life: 2 }));
  await eventually(() => {
    const open = store.view.shown.value.filter(({ phase }) => phase === 'open');
    expect(open.map(({ inspected }) => inspected.exchange.request.url)).toEqual([other.url, other.url]);
  });
});

it('says that the request ended where two finished rows can be the same', async () => {
  const { browser, store } = await opened();
  browser.observe(observed('1', { ...unanswered, at: 3 }));
  await shows(store, 'open');
  store.view.select(store.view.shown.value[0]?.id);
  browser.entry(entry({ at: 2 }), entry({ at: 4 }));
  browser.observe(observed('1', { at: 3 }, END));
  await screen.findByText(/can’t be told for sure/);
  expect(store.view.selected.value?.phase).toBe('ended');
  store.view.select(undefined);
  expect(store.view.selected.value).toBeUndefined();
});

it('adds what DevTools do not have when it ended, once, with the tags of its own recording', async () => {
  const { browser, store } = await opened();
  browser.kept = [observed('1', { at: -500 }, END), observed('2', { at: 10 }, END)];
  await browser.began(RECORDED);
  browser.entry(entry());
  browser.observe(
    observed('1', { at: -500 }, END),
    observed('3', { at: 20 }, { state: 'ended', window: 'popup' }),
  );
  const bodies = () => exchangesIn(store).map((each) => each.bodies);
  await eventually(() => expect(bodies()).toEqual(['not recorded', undefined, 'not recorded']));
  const masks = exchangesIn(store).map(({ request }) => request.headers[0]?.value);
  expect(new Set(masks)).toEqual(new Set(['Bearer [masked sk-****0001 medium #1]']));
  expect(masks.join()).not.toContain(KEY);
});

it('keeps a request that was never sent, once, since DevTools never list it', async () => {
  const { browser, store } = await begun();
  const unsent = observed('1', { ...unanswered, at: 10 }, { state: 'ended', isUnsent: true });
  browser.observe(unsent, observed('2', { ...unanswered, at: 20 }, END));
  browser.observe(unsent);
  await shows(store, 'finished');
  browser.entry(entry());
  await shows(store, 'finished', 'finished');
});

it('shows what DevTools say of open streams in place of what was observed of them', async () => {
  const { browser, store } = await begun();
  const stream: Parts = { at: 5, responseHeaders: { 'content-type': 'text/event-stream' } };
  browser.observe(observed('1', stream));
  await shows(store, 'open');
  expect(browser.watchesStreams.at(-1)).toBe(true);
  const message = (n: number) => ({ time: n, eventName: '', data: `{"jsonrpc":"2.0","method":"n/${n}"}` });
  const open = (...numbers: number[]) => ({
    id: 's',
    entry: { ...entry(stream), _eventSourceMessages: numbers.map(message) },
  });
  await eventually(() => {
    browser.stream(open(1));
    expect(exchangesIn(store).map(({ streamEvents }) => streamEvents?.length)).toEqual([1]);
  });
  browser.stream(open(1, 2, 3));
  expect(exchangesIn(store)[0]?.streamEvents?.map(({ time }) => time)).toEqual([1000, 2000, 3000]);
  browser.stream();
  browser.observe(observed('1', stream, END));
  await eventually(() => expect(browser.watchesStreams.at(-1)).toBe(false));
  expect(phases(store)).toEqual([]);
});

it('keeps the latest rows and says how many went', () => {
  const traffic = createTraffic(
    () => createInspector({ most: 3 }),
    () => undefined,
    3,
  );
  for (let at = 0; at < 5; at += 1) traffic.add(entry({ at }));
  traffic.publish();
  expect(traffic.rows.value.map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(traffic.dropped.value).toBe(2);
  traffic.clear();
  expect(traffic.dropped.value).toBe(0);
});

describe('what a page had open when it was left', () => {
  /** Just begun: the next page may have sent it. */
  const young = () => ({ ...unanswered, ...recent() });
  const ABORTED = { status: 0, error: 'net::ERR_ABORTED' };
  /** The finished rows: status, whether the page was left, and the rules that speak of it. */
  const finishedRows = ({ traffic }: OpenPanel['store']) =>
    traffic.rows.value.map(({ inspected: { exchange, findings } }) => [
      exchange.response.status,
      exchange.pageLeft ?? false,
      ...findings.map(({ rule }) => rule),
    ]);
  const finishes = (store: OpenPanel['store'], ...rows: readonly unknown[][]) =>
    eventually(() => expect(finishedRows(store)).toEqual(rows));

  it.each([
    ['is told', async (leave: () => void, end: () => void) => [leave(), end()]],
    ['was told', async (leave: () => void, end: () => void) => [end(), leave()]],
  ])('stays with Preserve log when its end %s, once, and is judged by nothing', async (_, play) => {
    const { browser, store } = await preserving();
    browser.observe(observed('1', young()), observed('2', young()));
    await shows(store, 'open', 'open');
    const at = endedNow();
    await play(
      () => browser.navigate(),
      () =>
        browser.observe(
          observed('1', ABORTED, at),
          observed('2', { error: 'net::ERR_FAILED', receivedType: 'text/event-stream' }, at),
        ),
    );
    await finishes(store, [0, true], [200, true]);
    expect(phases(store)).toEqual(['finished', 'finished']);
    expect(document.querySelector('[role="grid"]')?.textContent).toContain('page left');
    // The next page takes nothing along that is told already.
    browser.navigate();
    browser.observe(observed('1', ABORTED, at));
    browser.observe(observed('3', unanswered));
    await shows(store, 'finished', 'finished', 'open');
  });

  it('stays when the background tells of it at all only after the page was left', async () => {
    const { browser, store } = await preserving();
    const sent = young();
    await new Promise((soon) => setTimeout(soon, 2));
    browser.navigate();
    browser.observe(observed('1', { ...sent, ...ABORTED }, endedNow()));
    await finishes(store, [0, true]);
  });

  it('stays when it is a page that another took the place of, and no page that was opened does', async () => {
    const { browser, store } = await preserving();
    const page = { ...young(), resourceType: 'document' } as const;
    const at = endedNow();
    browser.observe(observed('1', { ...page, ...ABORTED }, at), observed('2', { ...page, status: 200 }, at));
    browser.navigate();
    await finishes(store, [0, true]);
  });

  it('is on the screen all the time', async () => {
    const { browser, store } = await preserving();
    const three = ['1', '2', '3'].map((id) => observed(id, unanswered));
    browser.observe(...three);
    await shows(store, 'open', 'open', 'open');
    const seen: number[] = [];
    const stop = effect(() => {
      seen.push(store.view.shown.value.length);
    });
    browser.navigate();
    stop();
    expect(phases(store)).toEqual(['finished', 'finished', 'finished']);
    expect(new Set(seen)).toEqual(new Set([3]));
  });

  it('has no row when it was answered all the same, or has one already', async () => {
    const { browser, store } = await preserving();
    browser.observe(observed('1', young()), observed('2', young()));
    await shows(store, 'open', 'open');
    browser.entry(entry({ ...ABORTED, received: '' }));
    browser.observe(observed('2', ABORTED, endedNow()));
    browser.navigate();
    browser.observe(observed('1', {}, END));
    await shows(store, 'finished');
    expect(finishedRows(store)).toEqual([[0, false, 'request-aborted']]);
  });

  it('stays at once when it was open for long, though a page in the cache keeps it open', async () => {
    const { browser, store } = await preserving();
    browser.observe(observed('1', unanswered), observed('2', unanswered, { window: 'worker' }));
    await shows(store, 'open', 'open');
    browser.navigate();
    await shows(store, 'finished', 'open');
    expect(finishedRows(store)).toEqual([[0, true]]);
    browser.observe(observed('1', ABORTED, endedNow()));
    browser.observe(observed('3', young()));
    await shows(store, 'finished', 'open', 'open');
  });

  it('goes with the rest without Preserve log', async () => {
    const { browser, store } = await begun(0);
    browser.observe(observed('1', unanswered));
    await shows(store, 'open');
    browser.navigate();
    expect(phases(store)).toEqual([]);
    browser.observe(observed('1', ABORTED, endedNow()), observed('2', unanswered));
    await shows(store, 'open');
    expect(store.traffic.rows.value).toEqual([]);
  });
});

describe('what was answered while the page was left', () => {
  it('has a row, without a body, when DevTools never tell of it, and one only when they do', async () => {
    const { browser, store } = await preserving();
    const [untold, told] = [recent(), { ...recent(), url: `${GATEWAY}/mcp/told` }];
    browser.observe(observed('1', untold, endedNow()), observed('2', told, endedNow()));
    browser.navigate();
    browser.entry(entry(told));
    const shown = () => store.traffic.rows.value.map(({ inspected: { exchange } }) => exchange);
    await eventually(() =>
      expect(shown().map(({ request, bodies }) => [request.url, bodies])).toEqual([
        [`${GATEWAY}/mcp/told`, undefined],
        [`${GATEWAY}/mcp/everything`, 'not recorded'],
      ]),
    );
  });

  it('is of no recording that was cleared since', async () => {
    const { browser, store } = await preserving();
    browser.observe(observed('1', recent(), endedNow()));
    browser.navigate();
    store.clear();
    browser.observe(observed('2', recent(), endedNow()));
    browser.navigate();
    await eventually(() => expect(store.traffic.rows.value).toHaveLength(1));
    expect(store.traffic.rows.value[0]?.inspected.exchange.startedAt).toBeGreaterThan(0);
  });
});
