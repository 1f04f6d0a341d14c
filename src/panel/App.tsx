import { useSignalEffect } from '@preact/signals';
import { useCallback, useRef } from 'preact/hooks';
import { count } from '../report/words/quantity.ts';
import type { Environment } from './environment.ts';
import { Clipboard } from './layout/CopyButton.tsx';
import { EmptyState } from './layout/EmptyState.tsx';
import { LiveRegion } from './layout/LiveRegion.tsx';
import { StatusLine } from './layout/StatusLine.tsx';
import { useShortcuts } from './layout/shortcuts.ts';
import { Recording } from './Recording.tsx';
import type { Store } from './store/store.ts';
import { DebugControl } from './toolbar/DebugControl.tsx';
import { debugWords } from './toolbar/debug-words.ts';
import { FilterBox } from './toolbar/FilterBox.tsx';
import { LevelChips } from './toolbar/LevelChips.tsx';
import { RecordControls } from './toolbar/RecordControls.tsx';

interface Properties {
  readonly store: Store;
  readonly environment: Environment;
}

/** The panel. With Recording the only component that knows the store: the others get props and give callbacks. */
export function App({ store, environment }: Properties) {
  const filterInput = useRef<HTMLInputElement>(null);
  useSignalEffect(() => {
    document.documentElement.dataset['theme'] = store.theme.value;
  });
  useShortcuts({ e: store.toggleRecording, l: store.clear, f: () => filterInput.current?.select() });
  const copy = useCallback((text: string) => environment.copy(text), [environment]);
  const { traffic, view } = store;
  const rows = traffic.rows.value;
  const counts = traffic.counts.value;

  return (
    <Clipboard.Provider value={copy}>
      <header class="toolbar">
        <RecordControls
          recording={store.recording.value}
          preserveLog={store.preserveLog.value}
          onToggleRecording={store.toggleRecording}
          onClear={store.clear}
          onPreserveLog={store.setPreserveLog}
        />
        <FilterBox
          text={view.filterText.value}
          problem={view.filter.value.problem}
          onText={view.setFilter}
          input={filterInput}
        />
        <LevelChips counts={counts} pressed={view.levels.value} onToggle={view.toggleLevel} />
        <DebugSwitch store={store} />
      </header>
      {rows.length > 0 ? (
        <Recording store={store} />
      ) : (
        <EmptyState
          recording={store.recording.value}
          ignored={traffic.ignored.value}
          capturesFromStart={environment.capturesFromStart}
          onReload={() => environment.reloadPage()}
          onRecord={store.toggleRecording}
        />
      )}
      <StatusLine
        shown={view.shown.value.length}
        total={rows.length}
        ignored={traffic.ignored.value}
        counts={counts}
      />
      <LiveRegion
        text={`${count(rows.length, 'MCP request')}, ${count(counts.error, 'error')}, ${count(counts.warning, 'warning')}`}
      />
    </Clipboard.Provider>
  );
}

function DebugSwitch({ store: { debug, traffic } }: { readonly store: Store }) {
  const words = debugWords(debug.state.value);
  return (
    <>
      <DebugControl
        state={debug.state.value}
        seen={traffic.gateways.value}
        form={debug.form.value}
        pageOrigin={debug.pageOrigin.value}
        problem={debug.problem.value}
        busy={debug.busy.value}
        onOpen={() => debug.openForm()}
        onClose={debug.closeForm}
        onSwitchOn={(origins) => void debug.switchOn(origins)}
        onSwitchOff={() => void debug.switchOff()}
      />
      {words.mode === 'not-applied' && <p class="notice">{words.long}</p>}
    </>
  );
}
