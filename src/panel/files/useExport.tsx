import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { Environment } from '../environment.ts';
import type { Row } from '../store/row.ts';
import type { Store } from '../store/store.ts';
import { Exporting } from './Exporting.tsx';
import type { Exported } from './export-file.ts';

interface Export {
  /** Opens the dialog on what is on the screen now. */
  readonly start: () => void;
  readonly dialog: ComponentChildren;
}

/** Exporting what is on the screen. */
export function useExport(store: Store, environment: Environment): Export {
  const [given, setGiven] = useState<{ readonly all: Exported; readonly shown: Exported }>();
  const end = useCallback(() => setGiven(undefined), []);
  const start = () => {
    const { traffic, view } = store;
    const exported = (rows: readonly Row[]): Exported => ({
      exchanges: rows.map(({ inspected }) => inspected),
      ignored: traffic.ignored.peek(),
      inspector: traffic.inspector(),
    });
    setGiven({ all: exported(traffic.rows.peek()), shown: exported(view.shown.peek()) });
  };
  const dialog = given && (
    <Exporting
      {...given}
      version={environment.version}
      onSave={environment.save}
      onClosed={end}
      onMissing={end}
    />
  );
  return { start, dialog };
}
