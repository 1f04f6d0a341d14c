import { Icon } from '../layout/Icon.tsx';

interface Properties {
  readonly isRecording: boolean;
  readonly preserveLog: boolean;
  readonly onToggleRecording: () => void;
  readonly onClear: () => void;
  readonly onPreserveLog: (preserve: boolean) => void;
}

export function RecordControls(properties: Properties) {
  const { isRecording, preserveLog, onToggleRecording, onClear, onPreserveLog } = properties;
  return (
    <>
      <button
        type="button"
        class={isRecording ? 'icon-button recording' : 'icon-button'}
        aria-pressed={isRecording}
        aria-label="Record"
        title={isRecording ? 'Stop recording (Ctrl+E)' : 'Record (Ctrl+E)'}
        onClick={onToggleRecording}
      >
        <Icon name={isRecording ? 'record' : 'ring'} />
      </button>
      <button type="button" class="icon-button" aria-label="Clear" title="Clear (Ctrl+L)" onClick={onClear}>
        <Icon name="clear" />
      </button>
      <label class="check" title="Keep the list when the page reloads or goes elsewhere, as a login does">
        <input
          type="checkbox"
          checked={preserveLog}
          onChange={(event) => onPreserveLog(event.currentTarget.checked)}
        />
        Preserve log
      </label>
    </>
  );
}
