// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TABS } from '../../src/panel/store/view.ts';
import { recorded } from '../golden/recordings.ts';
import { entry } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, OFF, openPanel } from './panel.tsx';

const page = entry({
  method: 'GET',
  url: 'https://example.com/',
  received: '<!doctype html>',
  receivedType: 'text/html',
});
const text = () => document.body.textContent ?? '';

beforeAll(pretendLayout);

// Whatever a test leaves on the screen must be usable by everybody.
afterEach(async () => {
  expect(await accessibilityFaults()).toEqual([]);
});

describe('before the first MCP request', () => {
  it('says what to do, and offers to reload', async () => {
    const { browser } = await openPanel();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Waiting for MCP requests of this tab',
    );
    expect(text()).toContain('Open WebUI');
    expect(text()).not.toContain('Firefox');
    fireEvent.click(screen.getByRole('button', { name: 'Reload' }));
    expect(browser.reloads).toBe(1);
  });

  it('says how many requests it saw, none of them MCP', async () => {
    await openPanel([page, page]);
    await screen.findByRole('heading', { level: 1, name: '2 requests seen, none is MCP' });
    expect(screen.getByRole('contentinfo').textContent).toContain('2 other requests ignored');
  });

  it('says that recording is off, and offers to switch it on', async () => {
    const { store } = await openPanel();
    fireEvent.keyDown(document.body, { key: 'e', ctrlKey: true });
    await screen.findByRole('heading', { level: 1, name: 'Recording is off' });
    expect(screen.getByRole('button', { name: 'Check a server…' })).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Record' })[1] as HTMLElement);
    expect(store.isRecording.value).toBe(true);
  });
});

describe('with a recording', () => {
  it('shows list, overview and status line', async () => {
    await openPanel([...recorded('key-leak'), page]);
    await screen.findByRole('grid');
    expect(screen.getByRole('list', { name: 'Hops of the recording' })).toBeDefined();
    expect(screen.getByRole('contentinfo').textContent).toMatch(
      /^\d+ MCP requests · 1 other request ignored · \d+ errors · 0 warnings$/,
    );
  });

  it('selects the first exchange of a rule from the overview', async () => {
    const { store } = await openPanel(recorded('key-leak'));
    fireEvent.click(await screen.findByRole('button', { name: /Your LiteLLM key is sent/ }));
    expect(store.view.selected.value?.worst?.rule).toBe('litellm-key-leaks-upstream');
    await screen.findByRole('list', { name: 'Hops of this exchange' });
  });

  it('names the filter that hides everything, and offers to clear it', async () => {
    await openPanel(recorded('works'));
    const box = await screen.findByRole('searchbox', { name: 'Filter' });
    fireEvent.input(box, { target: { value: 'status:5xx <b>x</b>' } });
    fireEvent.click(screen.getByRole('button', { name: /Errors/ }));
    await screen.findByText(/none fits/);
    expect(document.querySelectorAll('.grid-body [data-id]')).toHaveLength(0);
    expect(text()).toContain('none fits status:5xx <b>x</b> and level Error');
    expect(screen.getByRole('contentinfo').textContent).toMatch(/^0 of \d+ MCP requests/);
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
    await waitFor(() => expect(document.querySelectorAll('.grid-body [data-id]')).not.toHaveLength(0));
    expect(text()).not.toContain('none fits');
  });

  it('says what of the filter it can’t read', async () => {
    await openPanel(recorded('works'));
    const box = await screen.findByRole('searchbox', { name: 'Filter' });
    fireEvent.input(box, { target: { value: '/a(/' } });
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('/a(/'));
    expect(box.getAttribute('aria-invalid')).toBe('true');
  });

  it.each(TABS)('shows the %s tab', async (tab) => {
    const { store } = await openPanel(recorded('key-leak'));
    store.view.select(store.traffic.groups.value[0]?.first);
    store.view.openTab(tab);
    await waitFor(() =>
      expect(screen.getByRole('tab', { selected: true }).getAttribute('data-tab')).toBe(tab),
    );
    expect(screen.getByRole('tabpanel').textContent).not.toBe('');
  });

  it('clears with Ctrl+L', async () => {
    await openPanel(recorded('works'));
    await screen.findByRole('grid');
    fireEvent.keyDown(document.body, { key: 'l', ctrlKey: true });
    await screen.findByRole('heading', { level: 1 });
  });

  it('says what was proved where nothing was found', async () => {
    const { store } = await openPanel([entry()]);
    store.view.select(0);
    await waitFor(() => expect(text()).toContain('No problem in what the page can see.'));
    expect(text()).toContain('Proved to work: the client, the way to LiteLLM, and LiteLLM.');
    expect(screen.getByRole('button', { name: 'Switch on debug mode' })).toBeDefined();
  });
});

it('tells a screen reader once things are quiet', async () => {
  await openPanel(recorded('key-leak'));
  await waitFor(
    () => expect(screen.getAllByRole('status')[0]?.textContent).toMatch(/MCP requests, \d+ errors/),
    {
      timeout: 4000,
    },
  );
});

it('follows the theme', async () => {
  const { browser } = await openPanel();
  expect(document.documentElement.dataset['theme']).toBe('light');
  browser.setTheme('dark');
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
});

it('warns that debug mode is not applied, and why', async () => {
  const { browser } = await openPanel();
  browser.announce({ ...OFF, gateways: [{ origin: 'http://gateway.test', permitted: false }] });
  const toggle = await screen.findByRole('switch', { name: 'Debug mode not applied' });
  expect(toggle.title).toContain('no permission for http://gateway.test');
  expect(text()).toContain('no permission for http://gateway.test');
});
