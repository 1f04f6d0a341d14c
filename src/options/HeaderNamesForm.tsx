import { useId, useState } from 'preact/hooks';
import { type HeaderNames, isHeaderName, LITELLM_NAMES } from '../litellm/header-names.ts';

interface Properties {
  readonly names: HeaderNames;
  readonly onSave: (names: HeaderNames) => void;
}

const FIELDS: readonly (readonly [keyof HeaderNames, string])[] = [
  ['debugRequest', 'Request header that asks for debug headers'],
  ['debugPrefix', 'Beginning of the debug headers of a response'],
  ['key', 'Request header with the gateway’s key'],
];

/** What a fork of LiteLLM calls its headers. */
export function HeaderNamesForm({ names, onSave }: Properties) {
  const id = useId();
  const [typed, setTyped] = useState(names);
  const [tried, setTried] = useState(false);
  const isWrong = (field: keyof HeaderNames): boolean => tried && !isHeaderName(typed[field]);

  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (FIELDS.every(([field]) => isHeaderName(typed[field]))) onSave(typed);
  };

  /** What was typed goes, too, where these are the names already. */
  const reset = () => {
    setTyped(LITELLM_NAMES);
    setTried(false);
    onSave(LITELLM_NAMES);
  };

  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Header names</h2>
      <p>
        For forks of LiteLLM that renamed its headers. The answers’ names hold from the next opening of the
        panel on; LiteLLM’s own names are understood in any case.
      </p>
      <form onSubmit={submit} noValidate>
        {FIELDS.map(([field, label]) => (
          <label key={field} class="field">
            {label}
            <input
              type="text"
              spellcheck={false}
              autocapitalize="off"
              autocomplete="off"
              value={typed[field]}
              aria-invalid={isWrong(field)}
              aria-describedby={`${id}-problem`}
              onInput={(event) =>
                setTyped({ ...typed, [field]: event.currentTarget.value.trim().toLowerCase() })
              }
            />
          </label>
        ))}
        <p class="problem" id={`${id}-problem`} role="alert">
          {FIELDS.some(([field]) => isWrong(field)) &&
            `A header’s name has letters, digits and hyphens, such as ${LITELLM_NAMES.debugRequest}.`}
        </p>
        <div class="buttons">
          <button type="submit" class="primary">
            Save
          </button>
          <button type="button" onClick={reset}>
            Use LiteLLM’s names
          </button>
        </div>
      </form>
    </section>
  );
}
