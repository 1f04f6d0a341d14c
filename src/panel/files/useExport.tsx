import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { PanelPort } from '../../ports/panel.ts';
import type { Row } from '../rows/row.ts';
import type { Store } from '../store/store.ts';
import { Exporting } from './Exporting.tsx';
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
  const [given, setGiven] = useState<{ readonly all: Exported; readonly shown: Exported }>();
  const end = useCallback(() => setGiven(undefined), []);
  const { traffic, view } = store;
  const exported = (rows: readonly Row[]): Exported => ({
    // What is not finished is no exchange yet.
    exchanges: rows.flatMap(({ inspected, phase }) => (phase === 'finished' ? inspected : [])),
    ignored: traffic.ignored.peek(),
    inspector: traffic.inspector(),
  });
  const start = () => setGiven({ all: exported(traffic.rows.peek()), shown: exported(view.shown.peek()) });
  const allAsHar = async () => {
    const all = exported(traffic.rows.peek());
    const { makeFile, prepareReport } = await import('./export-file.ts');
    const report = await prepareReport(all, 'left out', () => true);
    const about = { at: Date.now(), version: port.version };
    return (await makeFile(report, 'har', all.inspector, about)).text();
  };
  const dialog = given && (
    <Exporting {...given} version={port.version} onSave={port.save} onClosed={end} onMissing={end} />
  );
  return { start, dialog, allAsHar };
}
