// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Observed } from '../../src/messages.ts';
import { entry, GATEWAY } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, createFakeBrowser, OFF, openPanel, TAB } from './panel.tsx';

beforeAll(pretendLayout);

const ON = { ...OFF, gateways: [{ origin: GATEWAY, permitted: true }] };

let ids = 0;

/** A request of a worker that did not get the header, some of it replaced. */
function missed(replaced: Partial<Observed> = {}, url = `${GATEWAY}/mcp`, type = 'fetch'): Observed {
  ids += 1;
  return {
    id: `${TAB}.${ids}`,
    tabId: TAB,
    window: 'worker',
    state: 'ended',
    hasDebugHeader: false,
    life: 1,
    exchange: {
      index: 0,
      startedAt: 0,
      duration: 1,
      resourceType: type,
      request: { method: 'POST', url, headers: [] },
      response: { status: 200, statusText: '', headers: [] },
      timings: {},
    },
    ...replaced,
  };
}

/** The panel with debug mode on and one request, and what else the background observed. */
async function openWith(...observed: readonly Observed[]) {
  const browser = Object.assign(createFakeBrowser(), { debug: ON });
  const opened = await openPanel([entry()], browser);
  opened.store.receive({ type: 'observed', observed });
  return opened;
}

const items = () => [...document.querySelectorAll('.coverage li')].map(({ textContent }) => textContent);

describe('what debug mode does not reach', () => {
  it('is told with the reason, and offered to be covered', async () => {
    await openWith(missed(), missed(), missed({ window: 'popup' }));
    await waitFor(() =>
      expect(items()).toEqual([
        expect.stringMatching(/^2 requests of a service worker or shared worker\./),
        expect.stringMatching(/^1 request of a window that this tab opened\./),
      ]),
    );
    expect(screen.getByRole('button', { name: 'Cover workers of 127.0.0.1' })).toBeTruthy();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('is nothing that got the header, went elsewhere, is open, or of another tab', async () => {
    const again = missed();
    const { store } = await openWith(
      missed({ hasDebugHeader: true }),
      missed({ state: 'open' }),
      missed({ window: 'tab' }),
      missed({ tabId: TAB + 1 }),
      missed({}, 'http://127.0.0.1:4001/mcp'),
      missed({ window: 'popup' }, `${GATEWAY}/authorize`, 'document'),
    );
    expect(items()).toEqual([]);
    store.receive({ type: 'observed', observed: [again] });
    store.receive({ type: 'observed', observed: [again] });
    await waitFor(() => expect(items()).toEqual([expect.stringMatching(/^1 request of a service worker/)]));
    store.clear();
    await waitFor(() => expect(items()).toEqual([]));
  });

  it('is asked of the background to be covered, and shown as it then says', async () => {
    const { browser } = await openWith(missed());
    const ask = vi.spyOn(browser.port.background, 'ask');
    browser.debug = { ...ON, workersOf: '127.0.0.1' };
    fireEvent.click(await screen.findByRole('button', { name: /Cover workers/ }));
    expect(ask).toHaveBeenCalledWith('debug.workers', { tabId: TAB, on: true });
    await waitFor(() =>
      expect(items()).toEqual([expect.stringMatching(/^Workers of 127\.0\.0\.1 are covered/)]),
    );
    expect(await accessibilityFaults()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Stop covering workers' }));
    await waitFor(() => expect(ask).toHaveBeenCalledWith('debug.workers', { tabId: TAB, on: false }));
  });
});
