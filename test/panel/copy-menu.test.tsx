// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeAll, expect, it } from 'vitest';
import { recorded } from '../golden/recordings.ts';
import { entry, KEY } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, createFakeBrowser, type OpenPanel, openPanel } from './panel.tsx';

beforeAll(pretendLayout);

const menu = () => screen.findByRole('menu', { name: 'Copy as' });
const items = () => screen.getAllByRole('menuitem').map((item) => item.textContent);
const focused = () => document.activeElement?.textContent;
const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });
const firstRow = () => document.querySelector<HTMLElement>('[data-id="0"]') as HTMLElement;

async function opened(browser = createFakeBrowser()): Promise<OpenPanel> {
  const panel = await openPanel([entry()], browser);
  await waitFor(() => expect(firstRow()).not.toBeNull());
  fireEvent.contextMenu(firstRow(), { clientX: 40, clientY: 50 });
  await menu();
  return panel;
}

it.each([
  ['the menu key', { key: 'ContextMenu' }],
  ['Shift+F10', { key: 'F10', shiftKey: true }],
])('opens with %s, and Esc gives the row its focus back', async (_name, init) => {
  await openPanel([entry()]);
  await waitFor(() => expect(firstRow()).not.toBeNull());
  firstRow().focus();
  fireEvent.keyDown(firstRow(), init);
  await menu();
  expect(focused()).toBe('curl');
  expect(firstRow().className).toContain('menu-open');
  press('Escape');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(document.activeElement).toBe(firstRow());
});

it('offers what the exchange has, and nothing else', async () => {
  await opened();
  expect(items()).toEqual([
    'curl',
    'fetch (JavaScript)',
    'claude mcp add',
    'MCP Inspector command',
    'MCP Inspector config (JSON)',
    'URL',
    'Request headers',
    'Response',
    'All as HAR',
    'Check this server…',
    'Send again…',
  ]);
});

it('moves with arrows, Home, End and first letters', async () => {
  await opened();
  for (const [key, label] of [
    ['ArrowDown', 'fetch (JavaScript)'],
    ['ArrowUp', 'curl'],
    ['ArrowUp', 'Send again…'],
    ['ArrowDown', 'curl'],
    ['End', 'Send again…'],
    ['Home', 'curl'],
    ['m', 'MCP Inspector command'],
    ['m', 'MCP Inspector config (JSON)'],
  ] as const) {
    press(key);
    expect(focused(), key).toBe(label);
  }
});

it('copies without the credential, says so, and gives the focus back', async () => {
  const { browser } = await opened();
  fireEvent.click(screen.getByRole('menuitem', { name: 'curl' }));
  await screen.findByText('Copied: curl');
  expect(browser.copied[0]).toContain('-H "x-litellm-api-key: Bearer $LITELLM_API_KEY"');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(firstRow());
});

it('says so when the clipboard refuses', async () => {
  await opened(createFakeBrowser({ copy: () => Promise.reject(new Error('no')) }));
  fireEvent.click(screen.getByRole('menuitem', { name: 'URL' }));
  expect(await screen.findByText(/^Not copied/)).not.toBeNull();
});

it.each([
  ['a scroll', () => fireEvent.scroll(document.querySelector('.grid-body') as Element)],
  ['a press elsewhere', () => fireEvent.pointerDown(document.body)],
  ['the window losing the focus', () => fireEvent.blur(window)],
])('closes on %s', async (_name, act) => {
  await opened();
  act();
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
});

it('opens from the details, and Esc closes only the menu', async () => {
  const { store } = await openPanel(recorded('key-leak'));
  store.view.select(0);
  const button = await screen.findByRole('button', { name: 'Copy as…' });
  fireEvent.click(button);
  await menu();
  expect(button.getAttribute('aria-expanded')).toBe('true');
  press('Escape');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(document.activeElement).toBe(button);
  expect(store.view.selected.value?.id).toBe(0);
});

it('has nothing that axe faults', async () => {
  await opened();
  expect(await accessibilityFaults()).toEqual([]);
});

it('copies the whole recording as HAR, cleaned', async () => {
  const { browser } = await opened();
  fireEvent.click(screen.getByRole('menuitem', { name: 'All as HAR' }));
  await waitFor(() => expect(browser.copied).toHaveLength(1));
  const [har = ''] = browser.copied;
  expect(JSON.parse(har).log.entries).toHaveLength(1);
  expect(har).not.toContain(KEY);
  expect((await screen.findByText('Copied: All as HAR')).isConnected).toBe(true);
});
