// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { Entry } from 'har-format';
import { beforeAll, expect, it, vi } from 'vitest';
import { ROW_HEIGHT } from '../../src/panel/list/GridRow.tsx';
import { entry } from '../har-entry.ts';
import { LIST, pretendLayout } from './layout.ts';
import { openPanel } from './panel.tsx';

beforeAll(pretendLayout);

const many = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, index) =>
    entry({ sent: { jsonrpc: '2.0', id: index, method: 'tools/call', params: { name: `tool-${index}` } } }),
  );

const grid = () => screen.getByRole('grid');
const rowNamed = (name: string) => screen.getByText(name).closest<HTMLElement>('[role="row"]');
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
/** The tool in the selected row, which has the focus. */
const current = () => {
  const row = grid().querySelector('[aria-selected="true"]');
  expect(document.activeElement).toBe(row);
  return row?.querySelector('b')?.textContent;
};

it('has 10,000 rows and makes only those in sight', async () => {
  await openPanel(many(10_000));
  await waitFor(() => expect(rowNamed('tool-0')).not.toBeNull());
  expect(grid().getAttribute('aria-rowcount')).toBe('10001');
  const made = within(grid()).getAllByRole('row').length;
  expect(made).toBeGreaterThan(LIST.rows);
  expect(made).toBeLessThan(3 * LIST.rows);
});

const list = () => grid().querySelector<HTMLElement>('.grid-body');
const endAt = (rows: number) => (rows - LIST.rows) * ROW_HEIGHT;
const drawn = (rows: number) =>
  waitFor(() => expect(grid().getAttribute('aria-rowcount')).toBe(String(rows + 1)));
const listAt = (offset: number) => waitFor(() => expect(list()?.scrollTop).toBe(offset));
/** Puts the list somewhere as a person does: the panel learns of it from the event, a frame later. */
const scrollTo = async (offset: number) => {
  const element = list();
  if (!element) throw new Error('there is no list');
  const told = new Promise((done) => element.addEventListener('scroll', done, { once: true }));
  element.scrollTop = offset;
  await told;
};

it('goes to the newest row when one comes, and nowhere by a filter', async () => {
  const { browser, store } = await openPanel(many(100));
  await listAt(endAt(100));
  store.view.setFilter('tool-1');
  await drawn(11);
  store.view.setFilter('');
  await drawn(100);
  expect(list()?.scrollTop).toBe(0);
  browser.entry(...many(1));
  await listAt(endAt(101));
});

it('stays where the person scrolled to, also after a filter, until they come back to the end', async () => {
  const { browser, store } = await openPanel(many(100));
  await listAt(endAt(100));
  await scrollTo(endAt(100) - 2);
  browser.entry(...many(30));
  await drawn(130);
  expect(list()?.scrollTop).toBe(endAt(100) - 2);
  store.view.setFilter('tool-1');
  await drawn(22);
  store.view.setFilter('');
  await drawn(130);
  browser.entry(...many(1));
  await drawn(131);
  expect(list()?.scrollTop).toBe(endAt(22));
  await scrollTo(endAt(131));
  browser.entry(...many(1));
  await listAt(endAt(132));
});

it('takes no scroll of its own for the person’s, however many rows came before its event', async () => {
  const { browser } = await openPanel(many(100));
  for (let rows = 130; rows <= 400; rows += 30) {
    browser.entry(...many(30));
    await drawn(rows);
    fireEvent.scroll(list() ?? grid());
  }
  await listAt(endAt(400));
});

it('takes the end that is on the screen for the end, as long as newer rows are not drawn', async () => {
  const { browser } = await openPanel(many(100));
  await listAt(endAt(100));
  await scrollTo(0);
  browser.entry(...many(30));
  await drawn(130);
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  await scrollTo(endAt(100));
  expect(list()?.scrollTop).toBe(endAt(100));

  const frames = vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
  browser.entry(...many(30));
  await drawn(160);
  const element = list();
  if (element) element.scrollTop = endAt(130);
  fireEvent.scroll(element ?? grid());
  expect(element?.scrollTop).toBe(endAt(160));
  frames.mockRestore();
});

it('does not follow while a row is selected, and goes back to the end it followed before', async () => {
  const { browser, store } = await openPanel(many(100));
  await listAt(endAt(100));
  store.view.select(3);
  await listAt(3 * ROW_HEIGHT);
  browser.entry(...many(10));
  await drawn(110);
  expect(list()?.scrollTop).toBe(3 * ROW_HEIGHT);
  store.view.select(undefined);
  await listAt(endAt(110));
});

it('is one tab stop for the rows and one for the header', async () => {
  await openPanel(many(5));
  expect(grid().querySelectorAll('.grid-body [tabindex="0"]')).toHaveLength(1);
  expect(grid().querySelectorAll('.grid-head [tabindex="0"]')).toHaveLength(1);
});

it('moves the selection with the keys, the detail open', async () => {
  await openPanel(many(100));
  grid().querySelector<HTMLElement>('.grid-body [tabindex="0"]')?.focus();
  for (const [key, tool] of [
    ['ArrowDown', 'tool-0'],
    ['ArrowDown', 'tool-1'],
    ['PageDown', `tool-${LIST.rows}`],
    ['End', 'tool-99'],
    ['ArrowDown', 'tool-99'],
    ['PageUp', `tool-${100 - LIST.rows}`],
    ['ArrowUp', `tool-${99 - LIST.rows}`],
    ['Home', 'tool-0'],
    ['ArrowUp', 'tool-0'],
  ] as const) {
    press(key);
    await waitFor(() => expect(current(), key).toBe(tool));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toContain(tool);
  }
});

it('goes into the details with Enter and back to the row with Esc', async () => {
  const { store } = await openPanel(many(3));
  grid().querySelector<HTMLElement>('.grid-body [tabindex="0"]')?.focus();
  press('Enter');
  await waitFor(() => expect(document.activeElement).toBe(screen.queryByRole('tab', { selected: true })));
  press('Escape');
  await waitFor(() => expect(screen.queryByRole('tab')).toBeNull());
  expect(store.view.selected.value).toBeUndefined();
  expect(document.activeElement).toBe(rowNamed('tool-0'));
});

it('sorts by a column: ascending, descending, as it came', async () => {
  await openPanel([
    entry({ status: 200 }),
    entry({ status: 404, received: { detail: 'Not Found' } }),
    entry({ status: 202, received: '' }),
  ]);
  const header = await screen.findByRole('columnheader', { name: /Status/ });
  const statuses = () =>
    [...grid().querySelectorAll('.grid-body .column-status')].map((cell) => cell.textContent);
  for (const [sorted, expected] of [
    ['ascending', ['200', '202', '404']],
    ['descending', ['404', '202', '200']],
    ['none', ['200', '404', '202']],
  ] as const) {
    fireEvent.click(header);
    await waitFor(() => expect(header.getAttribute('aria-sort')).toBe(sorted));
    expect(statuses()).toEqual(expected);
  }
});

it('resizes a column with the keyboard and remembers it', async () => {
  const { browser } = await openPanel(many(1));
  const header = await screen.findByRole('columnheader', { name: /Server/ });
  header.focus();
  fireEvent.keyDown(header, { key: 'ArrowRight', shiftKey: true });
  await waitFor(() => expect(browser.stored.get('widths')).toEqual({ server: 106, status: 56 }));
  expect(grid().style.getPropertyValue('--columns')).toContain('106px 56px');
});

it('walks along the header with the arrows', async () => {
  await openPanel(many(1));
  const [first, second] = await screen.findAllByRole('columnheader');
  first?.focus();
  press('ArrowRight');
  expect(document.activeElement).toBe(second);
  await waitFor(() => expect(second?.tabIndex).toBe(0));
  expect(first?.tabIndex).toBe(-1);
});
