import type { CopyMenu } from '../copy/useCopyMenu.tsx';
import type { DebugHeaderFate } from '../rows/debug-header-fate.ts';
import type { Store } from '../store/store.ts';
import { CheckNote } from './CheckNote.tsx';
import { Coverage } from './Coverage.tsx';
import { Detail } from './Detail.tsx';
import { Overview } from './Overview.tsx';

interface Properties {
  readonly store: Store;
  readonly showsOpenStreams: boolean;
  readonly menu: CopyMenu;
  readonly onReload: () => void;
  /** The details went, and the overview stands in their place. */
  readonly onClosed: () => void;
}

/** What stands beside the list: the details of the selected exchange, or else the overview. */
export function Pane({ store, showsOpenStreams, menu, onReload, onClosed }: Properties) {
  const { view, traffic, debug } = store;
  const selected = view.selected.value;
  const ofFile = store.files.opened.value !== undefined;

  if (!selected)
    return (
      <Overview
        hops={traffic.hops.value}
        groups={traffic.groups.value}
        logins={store.logins.value}
        coverage={!ofFile && <CoverageOf store={store} />}
        checked={traffic.checked.value}
        checkNote={
          <CheckNote
            checked={traffic.checked.value}
            debugMode={ofFile ? 'file' : debug.state.value?.gateways.length ? 'on' : 'off'}
            onSwitchOn={() => debug.openForm({ thenReload: true })}
            onReload={onReload}
          />
        }
        onSelect={(id) => view.showRow(id)}
      />
    );

  const { inspected } = selected;
  return (
    <Detail
      row={selected}
      showsOpenStreams={showsOpenStreams}
      tab={view.tab.value}
      logins={store.logins.value}
      target={view.target.value?.row === selected.id ? view.target.value : undefined}
      menuOpen={menu.openOn === inspected}
      onMenu={(anchor, at) => menu.open({ inspected, anchor, at })}
      onTab={view.openTab}
      onEvidence={view.showEvidence}
      onRow={view.showRow}
      onSwitchOn={() => debug.openForm({ origin: selected.origin })}
      onClose={() => {
        view.select(undefined);
        onClosed();
      }}
    />
  );
}

function CoverageOf({ store: { debug, uncovered, live } }: { readonly store: Store }) {
  const state = debug.state.value;
  const page = state?.page?.permitted ? state.page.origin : undefined;
  return (
    <Coverage
      missed={uncovered.missed.value}
      foreign={live.rows.value.filter(({ debugHeader }) => isForeign(debugHeader)).length}
      host={page === undefined ? undefined : new URL(page).hostname}
      workersOf={state?.workersOf}
      busy={debug.busy.value}
      onWorkers={(on) => void debug.setWorkers(on)}
    />
  );
}

const isForeign = (debugHeader: DebugHeaderFate): boolean =>
  debugHeader.state === 'sent' && debugHeader.by === 'page';
