import { useRef } from 'preact/hooks';
import { Icon } from '../layout/Icon.tsx';

interface Properties {
  /** Whether there is anything to export. */
  readonly canExport: boolean;
  readonly onOpen: (files: readonly File[]) => void;
  readonly onExport: () => void;
}

/** Recordings in and out. */
export function FileButtons({ canExport, onOpen, onExport }: Properties) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="file-button"
        title="Open a recording from a file. You can drop one on the panel, too."
        onClick={() => input.current?.click()}
      >
        <Icon name="open" /> <span>Open HAR…</span>
      </button>
      <input
        type="file"
        ref={input}
        hidden
        aria-label="HAR file"
        accept=".har,.json,application/json"
        onChange={({ currentTarget }) => {
          onOpen([...(currentTarget.files ?? [])]);
          // So that the same file can be opened again.
          currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="file-button"
        disabled={!canExport}
        title={canExport ? 'Save what is shown, without credentials' : 'There is nothing to export yet'}
        onClick={onExport}
      >
        <Icon name="export" /> <span>Export…</span>
      </button>
    </>
  );
}
