import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { DEBUG_REQUEST_HEADER } from '../../litellm/header-names.ts';
import { count } from '../../words/quantity.ts';
import { onEscape } from '../layout/focus.ts';
import { focusInSight } from '../layout/into-sight.ts';
import type { Debug, FormFor } from '../store/debug.ts';
import { Wire } from '../wire/Wire.tsx';
import { readOrigin } from './origin.ts';

interface Properties {
  readonly debug: Debug;
  /** Origins seen speaking MCP, with their number of requests. */
  readonly seen: readonly (readonly [origin: string, requests: number])[];
  /** What the form was opened for. */
  readonly wanted: FormFor;
  readonly isOn: boolean;
  readonly onClose: () => void;
}

/** Says why permission is needed and for what, then asks for exactly that. */
export function GatewayForm({ debug, seen, wanted, isOn, onClose }: Properties) {
  const state = debug.state.value;
  const pageOrigin = debug.pageOrigin.value;
  const busy = debug.busy.value;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const current = state?.gateways.map((gateway) => gateway.origin) ?? [];
  const offered = offer(seen, [
    ...(wanted.origin ? [wanted.origin] : []),
    ...current,
    ...(state?.known ?? []),
  ]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => {
    const only = !isOn && seen.length === 1 ? seen.map(([origin]) => origin) : [];
    return new Set([...current, ...(wanted.origin ? [wanted.origin] : only)]);
  });
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
    void debug.switchOn([...new Set([...chosen, ...(read ? [read.origin] : [])])]);
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
        Hopscope adds <code>{state?.header ?? DEBUG_REQUEST_HEADER}: true</code> to this tab’s requests to
        your LiteLLM proxy, and to nothing else. LiteLLM then says which credentials it saw and how it logs in
        to the MCP server.
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
        {mistake ?? debug.problem.value}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" disabled={busy}>
          {busy ? 'Waiting for your answer…' : submitWords(isOn, wanted.thenReload === true)}
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

/** The origins that were seen, the busiest first, and after them those that were not. */
function offer(seen: Properties['seen'], others: readonly string[]): Properties['seen'] {
  const unseen = [...new Set(others)].filter((origin) => !seen.some(([each]) => each === origin));
  return [...seen, ...unseen.map((origin) => [origin, 0] as const)];
}
