import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { PanelPort } from '../../ports/panel.ts';
import type { Row } from '../rows/row.ts';
import type { Store } from '../store/store.ts';
import type { Exported } from './export-file.ts';

interface Export {
  /** Opens the dialog on what is on the screen now. */
  readonly start: () => void;
  readonly dialog: ComponentChildren;
  /** Everything as the text of a HAR, cleaned, tool data left out. Rejects when a credential is left in it. */
  readonly allAsHar: () => Promise<string>;
}

/** Exporting what is on the screen. */
export function useExport(store: Store, port: PanelPort): Export {
  const [dialog, setDialog] = useState<ComponentChildren>();
  const end = useCallback(() => setDialog(undefined), []);
  const { traffic, view } = store;
  const exported = (rows: readonly Row[]): Exported => ({
    // What is not finished is no exchange yet.
    exchanges: rows.flatMap(({ inspected, phase }) => (phase === 'finished' ? inspected : [])),
    ignored: traffic.ignored.peek(),
    inspector: traffic.inspector(),
  });
  const start = () => {
    const given = { all: exported(traffic.rows.peek()), shown: exported(view.shown.peek()) };
    // Loaded when it is first needed.
    import('./ExportDialog.tsx').then(
      ({ ExportDialog }) =>
        setDialog(<ExportDialog {...given} version={port.version} onSave={port.save} onClosed={end} />),
      // The extension was updated under the open panel.
      () => undefined,
    );
  };
  const allAsHar = async () => {
    const all = exported(traffic.rows.peek());
    const { makeFile, prepareReport } = await import('./export-file.ts');
    const report = await prepareReport(all, 'left out', () => true);
    const about = { at: Date.now(), version: port.version };
    return (await makeFile(report, 'har', all.inspector, about)).text();
  };
  return { start, dialog, allAsHar };
}
