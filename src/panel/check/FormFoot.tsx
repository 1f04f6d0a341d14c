import type { Checks } from '../store/checks.ts';

interface Properties {
  readonly checks: Checks;
  /** What the form itself has against it. */
  readonly problem: string | undefined;
  /** Of the button that sends. */
  readonly label: string;
  /** Nothing can be sent, whatever is filled in. */
  readonly disabled?: boolean;
  readonly onCancel: () => void;
}

/** The end of a form that sends something: what stands in the way, and its buttons. */
export function FormFoot({ checks, problem, label, disabled = false, onCancel }: Properties) {
  const isAsking = checks.asking.value;
  return (
    <>
      <p class="problem" role="alert">
        {problem ?? checks.problem.value}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" disabled={isAsking || disabled}>
          {isAsking ? 'Waiting for your answer…' : label}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </>
  );
}
