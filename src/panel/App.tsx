import { useSignalEffect } from '@preact/signals';
import { useCallback, useRef } from 'preact/hooks';
import type { PanelPort } from '../ports/panel.ts';
import { count } from '../words/quantity.ts';
import { FileBar } from './files/FileBar.tsx';
import { FileButtons } from './files/FileButtons.tsx';
import { NoMcpInFile } from './files/NoMcpInFile.tsx';
import { useDrop } from './files/useDrop.ts';
import { useExport } from './files/useExport.tsx';
import { ListAndDetail } from './ListAndDetail.tsx';
import { Clipboard } from './layout/CopyButton.tsx';
import { EmptyState } from './layout/EmptyState.tsx';
import { LiveRegion } from './layout/LiveRegion.tsx';
import { StatusLine } from './layout/StatusLine.tsx';
import { useShortcuts } from './layout/shortcuts.ts';
import type { Store } from './store/store.ts';
import { DebugControl } from './toolbar/DebugControl.tsx';
import { debugWords } from './toolbar/debug-words.ts';
import { FilterBox } from './toolbar/FilterBox.tsx';
import { LevelChips } from './toolbar/LevelChips.tsx';
import { RecordControls } from './toolbar/RecordControls.tsx';

interface Properties {
  readonly store: Store;
  readonly port: PanelPort;
}

/** The panel. With Recording the only component that knows the store: the others get props and give callbacks. */
export function App({ store, port }: Properties) {
  const filterInput = useRef<HTMLInputElement>(null);
  useSignalEffect(() => {
    document.documentElement.dataset['theme'] = store.theme.value;
  });
  const { files } = store;
  const opened = files.opened.value;
  // What the keys do to the tab's recording would not be seen under a file.
  const ofTab = (act: () => void) => (opened ? () => undefined : act);
  useShortcuts({
    e: ofTab(store.toggleRecording),
    l: ofTab(store.clear),
    f: () => filterInput.current?.select(),
  });
  const openFile = (chosen: readonly File[]) => void files.open(chosen);
  const dropping = useDrop(openFile);
  const exporting = useExport(store, port);
  const copy = useCallback((text: string) => port.copy(text), [port]);
  const { traffic, view } = store;
  const rows = traffic.rows.value;
  const counts = traffic.counts.value;
  const open = store.open.value;

  return (
    <Clipboard.Provider value={copy}>
      <header class="toolbar">
        {!opened && (
          <RecordControls
            isRecording={store.isRecording.value}
            preserveLog={store.preserveLog.value}
            onToggleRecording={store.toggleRecording}
            onClear={store.clear}
            onPreserveLog={store.setPreserveLog}
          />
        )}
        <FilterBox
          text={view.filterText.value}
          problem={view.filter.value.problem}
          onText={view.setFilter}
          input={filterInput}
        />
        <LevelChips counts={counts} pressed={view.levels.value} onToggle={view.toggleLevel} />
        <FileButtons canExport={rows.length > 0} onOpen={openFile} onExport={exporting.start} />
        <DebugSwitch store={store} onOptions={() => port.openOptions()} />
      </header>
      <FileBar
        opened={opened?.name}
        reading={files.reading.value}
        problem={files.problem.value}
        live={opened ? store.live.rows.value.length : 0}
        isRecording={store.isRecording.value}
        onClose={files.close}
        onCancel={files.cancel}
        onForget={files.forgetProblem}
      />
      {rows.length + open.length > 0 ? (
        <ListAndDetail
          store={store}
          showsOpenStreams={port.showsOpenStreams}
          allAsHar={exporting.allAsHar}
          onReload={() => port.reloadPage()}
        />
      ) : opened ? (
        <NoMcpInFile name={opened.name} requests={traffic.ignored.value} onClose={files.close} />
      ) : (
        <EmptyState
          isRecording={store.isRecording.value}
          ignored={traffic.ignored.value}
          onReload={() => port.reloadPage()}
          onRecord={store.toggleRecording}
        />
      )}
      <StatusLine
        shown={view.shown.value.length}
        total={rows.length + open.length}
        open={open.length}
        dropped={traffic.dropped.value}
        ignored={traffic.ignored.value}
        counts={counts}
      />
      <LiveRegion
        text={`${count(rows.length, 'MCP request')}${open.length > 0 ? `, ${open.length} open` : ''}, ${count(counts.error, 'error')}, ${count(counts.warning, 'warning')}`}
      />
      {dropping && <p class="drop-target">Drop the HAR file to open it</p>}
      {exporting.dialog}
    </Clipboard.Provider>
  );
}

interface SwitchProperties {
  readonly store: Store;
  readonly onOptions: () => void;
}

function DebugSwitch({ store: { debug, live }, onOptions }: SwitchProperties) {
  const words = debugWords(debug.state.value);
  return (
    <>
      <DebugControl
        state={debug.state.value}
        seen={live.gateways.value}
        form={debug.form.value}
        pageOrigin={debug.pageOrigin.value}
        problem={debug.problem.value}
        busy={debug.busy.value}
        onOpen={() => debug.openForm()}
        onClose={debug.closeForm}
        onSwitchOn={(origins) => void debug.switchOn(origins)}
        onSwitchOff={() => void debug.switchOff()}
        onOptions={onOptions}
      />
      {(words.mode === 'not-applied' || words.mode === 'paused') && <p class="notice">{words.long}</p>}
    </>
  );
}
