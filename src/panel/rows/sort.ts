import { COLUMNS, type ColumnId } from './columns.ts';
import type { Row } from './row.ts';

export interface Sort {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

/** What a click on a column's header does: ascending, descending, then the order of arrival again. */
export function nextSort(sort: Sort | undefined, column: ColumnId): Sort | undefined {
  if (sort?.column !== column) return { column, direction: 'ascending' };
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : undefined;
}

/** Rows in the order asked for; rows with nothing in the column come last either way, ties keep their order. */
export function sortRows(rows: readonly Row[], sort: Sort | undefined): readonly Row[] {
  const column = COLUMNS.find((each) => each.id === sort?.column);
  if (!sort || !column) return rows;
  const turn = sort.direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined) {
        return Number(a.value === undefined) - Number(b.value === undefined);
      }
      return turn * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

const WORDS = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : WORDS.compare(String(a), String(b));
}
