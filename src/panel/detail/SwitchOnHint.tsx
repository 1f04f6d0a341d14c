import type { DebugHeaderFate } from '../rows/debug-header-fate.ts';

interface Properties {
  readonly debugHeader: DebugHeaderFate;
  readonly onSwitchOn: () => void;
}

/** A button to switch debug mode on, where that would have made a difference. */
export function SwitchOnHint({ debugHeader, onSwitchOn }: Properties) {
  if (debugHeader.state !== 'not-applied' || debugHeader.why.reason === 'out-of-reach') return null;
  return (
    <button type="button" class="link" onClick={onSwitchOn}>
      Switch on debug mode
    </button>
  );
}
