import { Icon } from '../layout/Icon.tsx';
import type { DebugHeaderFate } from '../rows/debug-header-fate.ts';
import { debugHeaderSentence } from '../rows/debug-header-words.ts';

interface Properties {
  readonly debugHeader: DebugHeaderFate;
  readonly onSwitchOn: () => void;
}

/** What became of the debug header, and a button to switch debug mode on where that would have made a difference. */
export function DebugHeaderLine({ debugHeader, onSwitchOn }: Properties) {
  const isOff = debugHeader.state === 'not-applied' && debugHeader.why.reason !== 'out-of-reach';
  return (
    <p class={`debug-header-line ${debugHeader.state}`}>
      <Icon name={debugHeader.state} />
      {debugHeaderSentence(debugHeader)}{' '}
      {isOff && (
        <button type="button" class="link" onClick={onSwitchOn}>
          Switch on debug mode
        </button>
      )}
    </p>
  );
}
