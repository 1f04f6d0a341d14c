// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { Entry } from 'har-format';
import { beforeAll, expect, it, vi } from 'vitest';
import { ROW_HEIGHT } from '../../src/panel/list/Grid.tsx';
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

it('goes to the newest row when one comes, and nowhere by a filter', async () => {
  const scroll = vi.spyOn(Element.prototype, 'scrollTo').mockReturnValue();
  const places = () => scroll.mock.calls.map(([to]) => (to as ScrollToOptions | undefined)?.top);
  const last = (rows: number) => (rows - LIST.rows) * ROW_HEIGHT;
  const drawn = (rows: number) =>
    waitFor(() => expect(grid().getAttribute('aria-rowcount')).toBe(String(rows + 1)));
  const { browser, store } = await openPanel(many(100));
  await waitFor(() => expect(places()).toContain(last(100)));
  store.view.setFilter('tool-1');
  await drawn(11);
  store.view.setFilter('');
  await drawn(100);
  browser.entry(...many(1));
  await waitFor(() => expect(places()).toContain(last(101)));
  expect(places()).not.toContain(last(11));
  scroll.mockRestore();
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
