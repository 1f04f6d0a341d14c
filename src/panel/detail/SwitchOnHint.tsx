import type { Injection } from '../injection.ts';

interface Properties {
  readonly injection: Injection;
  readonly onSwitchOn: () => void;
}

/** A button to switch debug mode on, where that would have made a difference. */
export function SwitchOnHint({ injection, onSwitchOn }: Properties) {
  if (injection.state !== 'not-applied' || injection.why.reason === 'out-of-reach') return null;
  return (
    <button type="button" class="link" onClick={onSwitchOn}>
      Switch on debug mode
    </button>
  );
}
