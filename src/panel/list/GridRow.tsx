import { memo } from 'preact/compat';
import type { Column } from '../rows/columns.ts';
import type { Row } from '../rows/row.ts';
import { CELLS } from './cells.tsx';

/** The height of a row in pixels; the style sheet says the same. */
export const ROW_HEIGHT = 24;

interface Properties {
  readonly row: Row;
  /** Position among the rows shown, from 0. */
  readonly index: number;
  readonly columns: readonly Column[];
  readonly selected: boolean;
  readonly menuOpen: boolean;
  readonly tabStop: boolean;
  readonly onSelect: (id: number) => void;
}

/** One exchange. Drawn again only when something of it changed: a scroll must not touch the rows that stay. */
export const GridRow = memo(function GridRow(properties: Properties) {
  const { row, index, columns, selected, menuOpen, tabStop, onSelect } = properties;
  const level = row.worst?.level ?? 'none';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid listens to the keys of all its rows
    <div
      role="row"
      class={`grid-row ${index % 2 ? 'odd' : 'even'} ${level} ${row.inspected.kind} ${row.phase} ${row.inspected.exchange.sentBy ? 'by-check' : ''} ${menuOpen ? 'menu-open' : ''}`}
      data-id={row.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => onSelect(row.id)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus is on rows, which hold the selection
        <div key={column.id} role="gridcell" class={`cell column-${column.id}`}>
          {CELLS[column.id](row)}
        </div>
      ))}
    </div>
  );
});
