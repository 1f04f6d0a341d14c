import { Icon } from '../layout/Icon.tsx';
import type { Store } from '../store/store.ts';

export function RecordControls({ store }: { readonly store: Store }) {
  const isRecording = store.isRecording.value;
  return (
    <>
      <button
        type="button"
        class={isRecording ? 'icon-button recording' : 'icon-button'}
        aria-pressed={isRecording}
        aria-label="Record"
        title={isRecording ? 'Stop recording (Ctrl+E)' : 'Record (Ctrl+E)'}
        onClick={store.toggleRecording}
      >
        <Icon name={isRecording ? 'record' : 'ring'} />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Clear"
        title="Clear (Ctrl+L)"
        onClick={store.clear}
      >
        <Icon name="clear" />
      </button>
      <label class="check" title="Keep the list when the page reloads or goes elsewhere, as a login does">
        <input
          type="checkbox"
          checked={store.preserveLog.value}
          onChange={(event) => store.setPreserveLog(event.currentTarget.checked)}
        />
        Preserve log
      </label>
    </>
  );
}
