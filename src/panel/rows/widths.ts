import { COLUMNS, type Column, type ColumnId } from './columns.ts';

/** Widths somebody chose, in pixels. */
export type Widths = Readonly<Partial<Record<ColumnId, number>>>;

export const NARROWEST = 40;
const WIDEST = 1200;

export function widthOf(column: Column, widths: Widths): number {
  return widths[column.id] ?? column.width;
}

/**
 * The columns that fit side by side; the least important give way first, the first one in rank always stays.
 * @param available width of the list in pixels; 0 when it is not known yet, which fits all
 */
export function fitColumns(available: number, widths: Widths): readonly Column[] {
  if (available === 0) return COLUMNS;
  const kept = new Set<Column>();
  let used = 0;
  for (const column of COLUMNS.toSorted((a, b) => a.rank - b.rank)) {
    used += widthOf(column, widths);
    if (used > available && kept.size > 0) break;
    kept.add(column);
  }
  return COLUMNS.filter((column) => kept.has(column));
}

/**
 * Moves the border between a column and its right neighbour, so that the border stays under the pointer: what one
 * gains the other loses, as far as both stay within bounds. The flexible column adjusts by itself, down to its width.
 * @param columns the columns on the screen, in order; of the last one the left border moves
 * @param available width of the list in pixels
 * @param by pixels, positive to make the column wider
 */
export function resizeColumn(
  columns: readonly Column[],
  widths: Widths,
  available: number,
  id: ColumnId,
  by: number,
): Widths {
  const index = columns.findIndex((column) => column.id === id);
  const column = columns[index];
  const neighbour = columns[index + 1] ?? columns[index - 1];
  if (!column || !neighbour) return widths;
  const spare = Math.max(0, available - columns.reduce((sum, each) => sum + widthOf(each, widths), 0));
  const roomToLose = (each: Column) => (each.flexible ? spare : widthOf(each, widths) - NARROWEST);
  const step = Math.round(Math.min(roomToLose(neighbour), Math.max(-roomToLose(column), by)));
  return {
    ...widths,
    ...(column.flexible ? {} : { [column.id]: widthOf(column, widths) + step }),
    ...(neighbour.flexible ? {} : { [neighbour.id]: widthOf(neighbour, widths) - step }),
  };
}

/** Widths as they were remembered; whatever is not one is left out. */
export function readWidths(stored: unknown): Widths {
  if (typeof stored !== 'object' || stored === null) return {};
  const known = Object.entries(stored).filter(
    ([id, width]) =>
      COLUMNS.some((column) => column.id === id) &&
      typeof width === 'number' &&
      width >= NARROWEST &&
      width <= WIDEST,
  );
  return Object.fromEntries(known);
}
