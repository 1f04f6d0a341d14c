import { useRef, useState } from 'preact/hooks';
import { focusInSight } from '../layout/into-sight.ts';
import type { Column, ColumnId } from '../rows/columns.ts';
import type { Sort } from '../rows/sort.ts';

const STEP = 8;

interface Properties {
  readonly columns: readonly Column[];
  readonly sort: Sort | undefined;
  readonly onSort: (column: ColumnId) => void;
  /** Makes a column wider or, below zero, narrower, in pixels. */
  readonly onResize: (column: ColumnId, by: number) => void;
}

/** The header row: one tab stop; arrows walk, Enter sorts, Shift with arrows resizes. */
export function GridHead({ columns, sort, onSort, onResize }: Properties) {
  const [active, setActive] = useState<ColumnId | undefined>();
  const stop = columns.find((column) => column.id === active) ?? columns[0];
  const row = useRef<HTMLDivElement>(null);

  const keys = (event: KeyboardEvent, column: Column) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') onSort(column.id);
    else if (step && event.shiftKey) onResize(column.id, step * STEP);
    else if (step) {
      const next = columns[columns.indexOf(column) + step];
      if (next) focusInSight(row.current?.querySelector<HTMLElement>(`[data-column="${next.id}"]`));
    } else return;
    event.preventDefault();
  };

  return (
    <div class="grid-row head" role="row" aria-rowindex={1} ref={row} tabIndex={-1}>
      {columns.map((column) => (
        <div
          key={column.id}
          role="columnheader"
          class={`cell column-${column.id}`}
          data-column={column.id}
          tabIndex={column === stop ? 0 : -1}
          aria-sort={sort?.column === column.id ? sort.direction : 'none'}
          aria-description="Enter sorts. Shift and left or right arrow change the width."
          onFocus={() => setActive(column.id)}
          onClick={() => onSort(column.id)}
          onKeyDown={(event) => keys(event, column)}
        >
          <span class="title">{column.title}</span>
          {sort?.column === column.id && <SortMark direction={sort.direction} />}
          <Grip column={column} onResize={onResize} />
        </div>
      ))}
    </div>
  );
}

function SortMark({ direction }: { readonly direction: Sort['direction'] }) {
  return (
    <span class="sort-mark" aria-hidden="true">
      {direction === 'ascending' ? '▲' : '▼'}
    </span>
  );
}

/** The edge of a column, for the pointer; the keyboard resizes on the header itself. */
function Grip({ column, onResize }: { readonly column: Column; readonly onResize: Properties['onResize'] }) {
  // Where the pointer would be if the column had no width: the column follows the pointer from there.
  const origin = useRef(0);
  const widthOf = (grip: HTMLElement) => grip.parentElement?.offsetWidth ?? 0;
  return (
    <span
      class="grip"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        origin.current = event.clientX - widthOf(event.currentTarget);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        onResize(column.id, event.clientX - origin.current - widthOf(event.currentTarget));
      }}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
