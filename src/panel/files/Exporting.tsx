import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ExportProperties } from './ExportDialog.tsx';

/** The export dialog, loaded when it is first needed. */
export function Exporting({
  onMissing,
  ...properties
}: ExportProperties & { readonly onMissing: () => void }) {
  const [Dialog, setDialog] = useState<ComponentType<ExportProperties>>();
  useEffect(() => {
    let isShown = true;
    import('./ExportDialog.tsx').then(
      ({ ExportDialog }) => isShown && setDialog(() => ExportDialog),
      // The extension was updated under the open panel.
      () => isShown && onMissing(),
    );
    return () => {
      isShown = false;
    };
  }, [onMissing]);
  return Dialog ? <Dialog {...properties} /> : null;
}
