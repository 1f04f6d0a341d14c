import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { claim, focusSoon } from '../layout/focus.ts';
import type { Point } from '../layout/Menu.tsx';
import type { Row } from '../rows/row.ts';
import { fitColumns, resizeColumn, widthOf } from '../rows/widths.ts';
import type { Store } from '../store/store.ts';
import { GridHead } from './GridHead.tsx';
import { GridRow, ROW_HEIGHT } from './GridRow.tsx';
import { moveBy } from './keys.ts';
import { useListScroll } from './useListScroll.ts';

interface Properties {
  readonly store: Store;
  /** The row whose menu is open, by its id. */
  readonly menuOpenOn: number | undefined;
  /** Asks for the menu of a row: a right click, Shift+F10 or the menu key. */
  readonly onMenu: (row: Row, anchor: HTMLElement, at: Point) => void;
  /** Enter on a row: go to its details. */
  readonly onEnter: () => void;
}

/** The exchange list: an ARIA grid of which only the rows in sight exist. */
export function Grid({ store, menuOpenOn, onMenu, onEnter }: Properties) {
  const { view } = store;
  const rows = view.shown.value;
  const selected = view.selected.value;
  const sort = view.sort.value;
  const widths = store.widths.value;
  const [available, frame] = useWidth();
  const list = useRef<VirtualizerHandle>(null);
  const followFocus = useRef(false);
  const [lastActive, setLastActive] = useState<number>();
  const columns = useMemo(() => fitColumns(available, widths), [available, widths]);

  const activeId = selected?.id ?? lastActive;
  const active = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );
  const { body, onScroll, show } = useListScroll({
    recording: store.traffic.inspector(),
    rows,
    filter: [view.filterText.value, ...view.levels.value].join(' '),
    follows: sort === undefined && !selected,
  });

  // Not on new rows: they must not pull the list back to the selection. The focus follows it when a key moved it.
  useLayoutEffect(() => {
    const isByKey = followFocus.current;
    followFocus.current = false;
    const index = selected ? rows.indexOf(selected) : -1;
    const handle = list.current;
    if (handle && index >= 0)
      show(handle.getItemOffset(index), handle.getItemSize(index), isByKey ? 'person' : 'panel');
    if (!isByKey) return undefined;
    return focusSoon(() => frame.current?.querySelector<HTMLElement>(`[data-id="${selected?.id}"]`));
  }, [selected]);

  const choose = useCallback(
    (id: number) => {
      setLastActive(id);
      view.select(id);
    },
    [view],
  );

  const openMenu = (event: Event, at?: Point) => {
    const anchor = event.target instanceof Element && event.target.closest<HTMLElement>('[data-id]');
    const row = anchor && rows.find(({ id }) => String(id) === anchor.dataset['id']);
    if (!anchor || !row) return;
    event.preventDefault();
    setLastActive(row.id);
    const { left, bottom } = anchor.getBoundingClientRect();
    onMenu(row, anchor, at ?? { x: left + 24, y: bottom });
  };

  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      openMenu(event);
      claim(event);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((list.current?.viewportSize ?? 0) / ROW_HEIGHT) - 1);
    const here = rows[active];
    // With nothing selected the first arrow selects the row that has the focus.
    const moved = moveBy(event.key, active, rows.length, page);
    const next = !selected && event.key.startsWith('Arrow') ? here : rows[moved ?? -1];
    if (next && moved !== undefined) {
      followFocus.current = true;
      choose(next.id);
    } else if ((event.key === 'Enter' || event.key === ' ') && here) {
      choose(here.id);
      if (event.key === 'Enter') onEnter();
    } else if (event.key === 'Escape' && selected) {
      view.select(undefined);
    } else return;
    claim(event);
  };

  const template = columns
    .map((column) =>
      column.flexible ? `minmax(${widthOf(column, widths)}px, 1fr)` : `${widthOf(column, widths)}px`,
    )
    .join(' ');

  return (
    <div
      role="grid"
      class="grid"
      ref={frame}
      tabIndex={-1}
      aria-label="MCP requests"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      style={{ '--columns': template }}
    >
      <div role="rowgroup" class="grid-head">
        <GridHead
          columns={columns}
          sort={sort}
          onSort={view.sortBy}
          onResize={(id, by) => store.setWidths(resizeColumn(columns, widths, available, id, by))}
        />
      </div>
      <div
        role="rowgroup"
        class="grid-body"
        ref={body}
        onScroll={onScroll}
        onKeyDown={keys}
        onContextMenu={(event) => openMenu(event, { x: event.clientX, y: event.clientY })}
      >
        <Virtualizer
          ref={list}
          data={rows}
          itemSize={ROW_HEIGHT}
          keepMounted={rows.length > 0 ? [active] : []}
        >
          {(row, index) => (
            <GridRow
              key={row.id}
              row={row}
              index={index}
              columns={columns}
              selected={row === selected}
              menuOpen={row.id === menuOpenOn}
              tabStop={index === active}
              onSelect={choose}
            />
          )}
        </Virtualizer>
      </div>
    </div>
  );
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const head = frame.current?.firstElementChild;
    if (!head) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(head);
    return () => observer.disconnect();
  }, []);
  return [width, frame] as const;
}
