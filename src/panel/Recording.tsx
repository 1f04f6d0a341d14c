import { useRef } from 'preact/hooks';
import { useCopyMenu } from './copy/useCopyMenu.tsx';
import { CheckNote } from './detail/CheckNote.tsx';
import { Coverage } from './detail/Coverage.tsx';
import { detail } from './detail/later.ts';
import { Overview } from './detail/Overview.tsx';
import { type Injection, originOf } from './injection.ts';
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
export function Recording({ store, showsOpenStreams, allAsHar, onReload }: Properties) {
  const { view, traffic, debug, split } = store;
  const frame = useRef<HTMLElement>(null);
  const shown = view.shown.value;
  const selected = view.selected.value;
  const Detail = detail.value;
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
          selected ? (
            Detail && (
              <Detail
                row={selected}
                showsOpenStreams={showsOpenStreams}
                tab={view.tab.value}
                logins={store.logins.value}
                target={view.target.value?.row === selected.id ? view.target.value : undefined}
                menuOpen={menu.openOn === selected.inspected}
                onMenu={(anchor, at) => menu.open({ inspected: selected.inspected, anchor, at })}
                onTab={view.openTab}
                onEvidence={view.showEvidence}
                onRow={view.showRow}
                onSwitchOn={() =>
                  debug.openForm({ origin: originOf(selected.inspected.exchange.request.url) })
                }
                onClose={() => {
                  view.select(undefined);
                  focus('.grid-body [tabindex="0"]');
                }}
              />
            )
          ) : (
            <Overview
              hops={traffic.hops.value}
              groups={traffic.groups.value}
              logins={store.logins.value}
              coverage={!store.files.opened.value && <CoverageOf store={store} />}
              checked={traffic.checked.value}
              checkNote={
                <CheckNote
                  checked={traffic.checked.value}
                  debugMode={
                    store.files.opened.value ? 'file' : debug.state.value?.gateways.length ? 'on' : 'off'
                  }
                  onSwitchOn={() => debug.openForm({ thenReload: true })}
                  onReload={onReload}
                />
              }
              onSelect={(id) => view.showRow(id)}
            />
          )
        }
      />
      {menu.element}
    </main>
  );
}

function CoverageOf({ store: { debug, beyond, live } }: { readonly store: Store }) {
  const state = debug.state.value;
  const page = state?.page?.permitted ? state.page.origin : undefined;
  return (
    <Coverage
      missed={beyond.missed.value}
      foreign={live.rows.value.filter(({ injection }) => isForeign(injection)).length}
      host={page === undefined ? undefined : new URL(page).hostname}
      workersOf={state?.workersOf}
      busy={debug.busy.value}
      onWorkers={(on) => void debug.setWorkers(on)}
    />
  );
}

const isForeign = (injection: Injection): boolean => injection.state === 'sent' && injection.by === 'page';
