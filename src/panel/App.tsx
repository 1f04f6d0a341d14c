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
import { FilterBox } from './toolbar/FilterBox.tsx';
import { LevelChips } from './toolbar/LevelChips.tsx';
import { RecordControls } from './toolbar/RecordControls.tsx';

interface Properties {
  readonly store: Store;
  readonly port: PanelPort;
}

/** The panel. Its parts read the store and call it; what they are made of gets props and gives callbacks. */
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
        {!opened && <RecordControls store={store} />}
        <FilterBox view={view} input={filterInput} />
        <LevelChips store={store} />
        <FileButtons canExport={rows.length > 0} onOpen={openFile} onExport={exporting.start} />
        <DebugControl
          debug={store.debug}
          seen={store.live.gateways.value}
          onOptions={() => port.openOptions()}
        />
      </header>
      <FileBar store={store} />
      {rows.length + open.length > 0 || (!opened && store.checks.sheet.value) ? (
        <ListAndDetail store={store} port={port} allAsHar={exporting.allAsHar} />
      ) : opened ? (
        <NoMcpInFile name={opened.name} requests={traffic.ignored.value} onClose={files.close} />
      ) : (
        <EmptyState store={store} onReload={() => port.reloadPage()} />
      )}
      <StatusLine store={store} />
      <LiveRegion
        text={`${count(rows.length, 'MCP request')}${open.length > 0 ? `, ${open.length} open` : ''}, ${count(counts.error, 'error')}, ${count(counts.warning, 'warning')}`}
      />
      {dropping && <p class="drop-target">Drop the HAR file to open it</p>}
      {exporting.dialog}
    </Clipboard.Provider>
  );
}
