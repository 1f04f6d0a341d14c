import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/panel/rows/columns.ts';
import { rowOf } from '../../src/panel/rows/row.ts';
import { nextSort, sortRows } from '../../src/panel/rows/sort.ts';
import { fitColumns, NARROWEST, readWidths, resizeColumn } from '../../src/panel/rows/widths.ts';
import { debugHeaders, inspect, type Parts, toolCall } from '../har-entry.ts';

describe('sorting', () => {
  const row = (parts: Parts) => rowOf(inspect(parts), undefined);
  const call = (name: string) => row({ sent: toolCall(name) });

  it('goes up, down, and back to the order of arrival', () => {
    const up = nextSort(undefined, 'status');
    expect(up).toEqual({ column: 'status', direction: 'ascending' });
    const down = nextSort(up, 'status');
    expect(down).toEqual({ column: 'status', direction: 'descending' });
    expect(nextSort(down, 'status')).toBeUndefined();
    expect(nextSort(down, 'name')).toEqual({ column: 'name', direction: 'ascending' });
  });

  it('counts numbers in names', () => {
    const rows = ['tool-10', 'tool-9', 'Tool-1'].map(call);
    const sorted = sortRows(rows, { column: 'name', direction: 'ascending' });
    expect(sorted.map(({ label }) => label.name)).toEqual(['Tool-1', 'tool-9', 'tool-10']);
  });

  it.each(['ascending', 'descending'] as const)('puts rows without a value last, %s', (direction) => {
    const rows = [row({}), row({ responseHeaders: debugHeaders() })];
    const sorted = sortRows(rows, { column: 'auth', direction });
    expect(sorted.map(({ inspected }) => inspected.debug?.resolution)).toEqual(['no-auth', undefined]);
  });

  it('orders findings by level', () => {
    const rows = [row({ responseHeaders: debugHeaders() }), row({}), row({ status: 502 })];
    const sorted = sortRows(rows, { column: 'findings', direction: 'descending' });
    expect(sorted.map(({ worst }) => worst?.level)).toEqual(['error', 'info', undefined]);
  });
});

describe('widths', () => {
  const all = COLUMNS.reduce((sum, { width }) => sum + width, 0);
  const ids = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id);

  it('drops the least important columns where the list is narrow', () => {
    expect(ids(fitColumns(all, {}))).toEqual(ids(COLUMNS));
    expect(ids(fitColumns(all - 1, {}))).not.toContain('time');
    expect(ids(fitColumns(400, {}))).toEqual(
      ['name', 'server', 'status', 'findings'].filter((id) => id !== 'server'),
    );
    expect(ids(fitColumns(10, {}))).toEqual(['name']);
  });

  it('moves a border: what one column gains its neighbour loses', () => {
    expect(resizeColumn(COLUMNS, {}, all, 'server', 10)).toEqual({ server: 108, status: 54 });
    expect(resizeColumn(COLUMNS, {}, all, 'server', -10)).toEqual({ server: 88, status: 74 });
  });

  it('stops where a column would be too narrow', () => {
    expect(resizeColumn(COLUMNS, {}, all, 'server', 500)).toEqual({
      server: 98 + 64 - NARROWEST,
      status: NARROWEST,
    });
    expect(resizeColumn(COLUMNS, {}, all, 'server', -500)).toEqual({
      server: NARROWEST,
      status: 64 + 98 - NARROWEST,
    });
  });

  it('takes from the flexible column only what it has to spare, so that no column falls off', () => {
    expect(resizeColumn(COLUMNS, {}, all + 7, 'method', 10)).toEqual({ method: 77 });
    expect(resizeColumn(COLUMNS, {}, all, 'method', 10)).toEqual({ method: 70 });
  });

  it('moves the left border of the last column', () => {
    expect(resizeColumn(COLUMNS, {}, all, 'duration', 10)).toEqual({ duration: 90, time: 86 });
  });

  it('reads back only what can be a width', () => {
    const stored = { server: 120, status: 1, time: '90', nonsense: 100, hop: Number.NaN };
    expect(readWidths(stored)).toEqual({ server: 120 });
    expect(readWidths(undefined)).toEqual({});
    expect(readWidths('x')).toEqual({});
  });
});
