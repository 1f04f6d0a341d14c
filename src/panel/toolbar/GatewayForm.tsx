import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { count } from '../../words/quantity.ts';
import { onEscape } from '../layout/focus.ts';
import { focusInSight } from '../layout/into-sight.ts';
import { Wire } from '../wire/Wire.tsx';
import { readOrigin } from './origin.ts';

interface Properties {
  /** Origins to offer, the likeliest first, with how many requests of this recording went there. */
  readonly offered: readonly (readonly [origin: string, requests: number])[];
  /** Origins ticked when the form opens. */
  readonly ticked: readonly string[];
  readonly pageOrigin: string | undefined;
  readonly problem: string | undefined;
  readonly isOn: boolean;
  /** The page is loaded again then. */
  readonly reloads: boolean;
  /** What the header is called. */
  readonly header: string;
  readonly busy: boolean;
  readonly onSwitchOn: (origins: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Says why permission is needed and for what, then asks for exactly that. */
export function GatewayForm(properties: Properties) {
  const { offered, ticked, pageOrigin, problem, header } = properties;
  const { isOn, reloads, busy, onSwitchOn, onClose } = properties;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(ticked));
  const [typed, setTyped] = useState('');
  const [mistake, setMistake] = useState<string>();

  useEffect(() => {
    focusInSight(form.current?.querySelector<HTMLElement>('input'));
  }, []);

  const toggle = (origin: string) => {
    const next = new Set(chosen);
    if (!next.delete(origin)) next.add(origin);
    setChosen(next);
  };

  const submit = (event: Event) => {
    event.preventDefault();
    const read = typed.trim() || chosen.size === 0 ? readOrigin(typed) : undefined;
    if (read && 'problem' in read) {
      setMistake(read.problem);
      return;
    }
    setMistake(undefined);
    onSwitchOn([...new Set([...chosen, ...(read ? [read.origin] : [])])]);
  };

  return (
    <form
      class="gateway-form"
      ref={form}
      aria-labelledby={`${id}-title`}
      onSubmit={submit}
      onKeyDown={onEscape(onClose)}
      noValidate
    >
      <h2 id={`${id}-title`}>{isOn ? 'Change' : 'Switch on'} debug mode in this tab</h2>
      <p>
        Hopscope adds <code>{header}: true</code> to this tab’s requests to your LiteLLM proxy, and to nothing
        else. LiteLLM then says which credentials it saw and how it logs in to the MCP server.
      </p>
      <p>
        The browser allows that only with permission for both: the proxy
        {pageOrigin ? (
          <>
            {' '}
            and this page, <Wire text={pageOrigin} />.
          </>
        ) : (
          ' and this page.'
        )}{' '}
        It asks you next.
      </p>
      {offered.length > 0 && (
        <fieldset>
          <legend>Your LiteLLM proxy</legend>
          {offered.map(([origin, requests]) => (
            <label key={origin}>
              <input type="checkbox" checked={chosen.has(origin)} onChange={() => toggle(origin)} />
              <Wire text={origin} />
              <span class="dim">
                {requests > 0 ? `${count(requests, 'MCP request')} seen` : 'used before'}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <label class="typed">
        {offered.length > 0 ? 'Another one' : 'Your LiteLLM proxy'}
        <input
          type="text"
          inputMode="url"
          spellcheck={false}
          placeholder="http://localhost:4000"
          value={typed}
          aria-invalid={mistake !== undefined}
          aria-describedby={`${id}-problem`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <p class="problem" id={`${id}-problem`} role="alert">
        {mistake ?? problem}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy}>
          {busy ? 'Waiting for your answer…' : submitWords(isOn, reloads)}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function submitWords(isOn: boolean, reloads: boolean): string {
  if (isOn) return 'Allow and change';
  return reloads ? 'Allow, switch on and reload' : 'Allow and switch on';
}
