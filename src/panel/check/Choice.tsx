import { useId } from 'preact/hooks';

interface Properties {
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly offered: readonly string[];
  readonly onValue: (value: string) => void;
}

/** A text that is chosen among some, or typed. */
export function Choice({ label, hint, placeholder, value, offered, onValue }: Properties) {
  const id = useId();
  return (
    <label class="typed">
      <span>
        {label} {hint && <span class="dim">({hint})</span>}
      </span>
      <input
        type="text"
        spellcheck={false}
        autocomplete="off"
        placeholder={placeholder}
        list={`${id}-offered`}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <datalist id={`${id}-offered`}>
        {offered.slice(0, MOST_OFFERED).map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </label>
  );
}

const MOST_OFFERED = 100;
