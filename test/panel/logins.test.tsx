// @vitest-environment happy-dom

import { fireEvent, screen, within } from '@testing-library/preact';
import type { Entry } from 'har-format';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { createStore } from '../../src/panel/store/store.ts';
import { headline } from '../../src/words/logins.ts';
import { eventually } from '../eventually.ts';
import { recorded } from '../golden/recordings.ts';
import { entry, type Parts, pageLoad, RECORDED } from '../har-entry.ts';
import { preparing, steps } from '../logins/steps.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, createFakeBrowser, openPanel } from './panel.tsx';

beforeAll(pretendLayout);

const personal = steps('personal');
const MINUTE = 60_000;
/** Requests a second apart, of which the first was made some time ago, in milliseconds. */
const since = (ago: number, requests: readonly Parts[]): readonly Entry[] =>
  requests.map((parts, index) => entry({ at: Date.now() - ago - RECORDED + index * 1000, ...parts }));
const SENT = [...preparing('personal'), personal.authorize('1')];

const timelines = () => [...document.querySelectorAll<HTMLDetailsElement>('details.login')];
const headlines = () => timelines().map((each) => each.querySelector('summary b')?.textContent);
/** Name and state of each step of a timeline. */
const told = (timeline: HTMLElement | undefined) =>
  [...(timeline?.querySelectorAll('.step-line') ?? [])].map((line) =>
    [...line.children].map(({ textContent }) => textContent).join(': '),
  );

describe('the logins of a recording', () => {
  it('are drawn step by step while nothing is selected', async () => {
    await openPanel(recorded('login'));
    expect(headlines()).toEqual(['Logged in']);
    expect(told(timelines()[0])).toEqual([
      'Challenge: done',
      'Resource metadata: done',
      'Authorization server metadata: done',
      'Client registration: done',
      'User sent to log in: done',
      'Return to the client: done',
      'Token request: done',
      'First request with the token: done',
    ]);
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('name the step that failed and why, and lead to its row', async () => {
    const { store } = await openPanel(recorded('login-wrong-verifier'));
    expect(headlines()).toEqual(['Failed at: Token request']);
    expect(told(timelines()[0]).slice(-2)).toEqual([
      'Token request: failed',
      'First request with the token: not reached',
    ]);
    expect(timelines()[0]?.textContent).toContain('Hopscope keeps no verifier');
    const why = within(timelines()[0] as HTMLElement).getByRole('button', { name: /No token was issued/ });
    fireEvent.click(why);
    await screen.findByRole('tabpanel');
    expect(store.view.selected.value?.inspected.oauthStep?.step).toBe('token');
    // Now beside the finding itself.
    expect(headlines()).toEqual(['Failed at: Token request']);
    expect(
      within(screen.getByRole('tabpanel')).queryByRole('button', { name: /No token was issued/ }),
    ).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('lead from each step to its request, and mark the one on the screen', async () => {
    const { store } = await openPanel(recorded('login'));
    fireEvent.click(screen.getByRole('button', { name: /POST .*personal\/token/ }));
    await screen.findByRole('tabpanel');
    expect(store.view.selected.value?.inspected.oauthStep?.step).toBe('token');
    const marked = within(screen.getByRole('tabpanel')).getByRole('button', { current: true });
    expect(marked.textContent).toContain('/personal/token');
  });

  it('wait for the user as long as the tab is recorded', async () => {
    const { store } = await openPanel(since(MINUTE, SENT));
    expect(headlines()).toEqual(['Waiting for the user']);
    expect(told(timelines()[0])[5]).toBe('Return to the client: waiting for the user');
    store.toggleRecording();
    await eventually(() => expect(headlines()).toEqual(['Not finished']));
  });

  it('that were begun again are folded, the last is open', async () => {
    await openPanel(since(10_000, [...SENT, personal.authorize('2'), personal.callback('2')]));
    expect(headlines()).toEqual(['Under way', 'Abandoned, then restarted']);
    expect(timelines().map(({ open }) => open)).toEqual([true, false]);
    expect(screen.getByRole('heading', { name: '2 OAuth logins, the last first' })).toBeTruthy();
  });

  it('that were left say so, and what shows it', async () => {
    await openPanel(since(5 * MINUTE, [personal.challenge]));
    expect(headlines()).toEqual(['Stopped after the challenge: the client did not ask for the metadata']);
    expect(screen.getByText('No further step came within 30 seconds.')).toBeTruthy();
    expect(told(timelines()[0]).slice(0, 3)).toEqual([
      'Challenge: done',
      'Resource metadata: not seen',
      'Authorization server metadata: not reached',
    ]);
    expect(timelines()[0]?.textContent).not.toContain('waiting');
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('are not on the screen of a request that is part of none', async () => {
    const { store } = await openPanel(recorded('works'));
    expect(timelines()).toEqual([]);
    store.view.select(0);
    await screen.findByRole('tabpanel');
    expect(timelines()).toEqual([]);
  });
});

describe('a login of the tab', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A panel's store with these requests, and what it says of the one login. */
  async function open(requests: readonly Parts[]) {
    const browser = createFakeBrowser();
    const store = createStore(browser.port, createInspector);
    const stop = store.start();
    await vi.advanceTimersByTimeAsync(0);
    browser.entry(...since(1000 * requests.length, requests));
    await vi.advanceTimersByTimeAsync(1000);
    const said = () => store.logins.peek().map(headline);
    return { browser, store, stop, said };
  }

  it.each([
    ['by the client', [personal.challenge], 20_000, 40_000],
    ['by the user', SENT, 9 * MINUTE, 11 * MINUTE],
  ])('that is left %s ends without another request', async (_who, requests, before, after) => {
    const { store, stop } = await open(requests);
    const states: string[] = [];
    const unsubscribe = store.logins.subscribe((logins) => states.push(logins[0]?.state ?? ''));
    await vi.advanceTimersByTimeAsync(before);
    expect(states.at(-1)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(after - before);
    expect(states.at(-1)).toBe('left');
    expect(vi.getTimerCount()).toBe(0);
    unsubscribe();
    stop();
  });

  it('keeps the list no longer than it is under way, though nobody looked at it', async () => {
    const { browser, store, stop, said } = await open(SENT);
    expect(said()).toEqual(['Waiting for the user']);
    browser.navigate('https://login.example/interaction/1');
    expect(said()).toEqual(['Waiting for the user']);
    await vi.advanceTimersByTimeAsync(11 * MINUTE);
    browser.navigate('https://login.example/interaction/2');
    expect(store.traffic.rows.value).toEqual([]);
    stop();
  });

  it('is left when its page is loaded anew, with Preserve log on', async () => {
    const requestHeaders = { origin: 'http://127.0.0.1:5000' };
    const { browser, store, stop, said } = await open([{ ...personal.challenge, requestHeaders }]);
    store.setPreserveLog(true);
    expect(said()).toEqual(['Under way']);
    browser.navigate('http://127.0.0.1:5000/');
    browser.entry(...since(0, [pageLoad('http://127.0.0.1:5000/')]));
    await vi.advanceTimersByTimeAsync(6000);
    expect(store.logins.peek()[0]).toMatchObject({ state: 'left', end: 'page' });
    stop();
  });
});
