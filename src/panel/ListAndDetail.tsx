import { useRef } from 'preact/hooks';
import { useCopyMenu } from './copy/useCopyMenu.tsx';
import { pane } from './detail/later.ts';
import { focusSoon } from './layout/focus.ts';
import { NothingShown } from './layout/NothingShown.tsx';
import { Split } from './layout/Split.tsx';
import { Grid } from './list/Grid.tsx';
import type { Store } from './store/store.ts';

interface Properties {
  readonly store: Store;
  readonly showsOpenStreams: boolean;
  /** Makes the text of a HAR of the whole recording. */
  readonly allAsHar: () => Promise<string>;
  readonly onReload: () => void;
}

/** The list beside the details, or the overview while nothing is selected. */
export function ListAndDetail({ store, showsOpenStreams, allAsHar, onReload }: Properties) {
  const { view, traffic, split } = store;
  const frame = useRef<HTMLElement>(null);
  const shown = view.shown.value;
  const selected = view.selected.value;
  const Pane = pane.value;
  const menu = useCopyMenu(allAsHar);
  const focus = (selector: string) => focusSoon(() => frame.current?.querySelector<HTMLElement>(selector));

  // The list stays under what stands in its place: to make it anew takes longer than a key in the filter may.
  const list = (
    <>
      <Grid
        recording={traffic.inspector()}
        rows={shown}
        filter={[view.filterText.value, ...view.levels.value].join(' ')}
        selected={selected}
        sort={view.sort.value}
        widths={store.widths.value}
        onSort={view.sortBy}
        onWidths={store.setWidths}
        onSelect={view.select}
        menuOpenOn={menu.openOn?.exchange.index}
        onMenu={({ inspected }, anchor, at) => menu.open({ inspected, anchor, at })}
        onEnter={() => focus('[role="tab"][aria-selected="true"]')}
      />
      {shown.length === 0 && (
        <NothingShown
          filterText={view.filterText.value}
          levels={view.levels.value}
          total={traffic.rows.value.length + store.open.value.length}
          onClear={view.clearFilter}
        />
      )}
    </>
  );

  return (
    <main class="recording-frame" ref={frame}>
      <h1 class="unseen">MCP requests {store.files.opened.value ? 'in this file' : 'of this tab'}</h1>
      <Split
        percent={split.value}
        onPercent={store.setSplit}
        first={list}
        second={
          Pane && (
            <Pane
              store={store}
              showsOpenStreams={showsOpenStreams}
              menu={menu}
              onReload={onReload}
              onClosed={() => focus('.grid-body [tabindex="0"]')}
            />
          )
        }
      />
      {menu.element}
    </main>
  );
}
