import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';
import type { Header } from '../../exchange/exchange.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import type { CheckKey } from '../store/checks.ts';
import { Wire } from '../wire/Wire.tsx';

export type KeyFrom = CheckKey['from'];

interface Properties {
  readonly from: KeyFrom;
  /** Masked, as the recording has them; empty where the page sent none. */
  readonly sentByPage: readonly Header[];
  /** In which a typed key is sent. */
  readonly headerName: string;
  /** Holds what is typed: no state does. */
  readonly typed: RefObject<HTMLInputElement | null>;
  readonly onFrom: (from: KeyFrom) => void;
  readonly onHeaderName: (name: string) => void;
}

/** Which key a check sends: none, the one that the page sent, or one typed for it. */
export function KeyFields({ from, sentByPage, headerName, typed, onFrom, onHeaderName }: Properties) {
  const name = useId();
  const choice = (value: KeyFrom, children: ComponentChildren) => (
    <label>
      <input type="radio" name={name} checked={from === value} onChange={() => onFrom(value)} />
      <span>{children}</span>
    </label>
  );
  return (
    <fieldset>
      <legend>Key</legend>
      {sentByPage.length > 0 &&
        choice(
          'page',
          <>
            The one that the page sent:{' '}
            {sentByPage.map((header, index) => (
              <span key={index} class="mono">
                {index > 0 && ', '}
                <Wire text={`${header.name}: ${header.value}`} />
              </span>
            ))}
          </>,
        )}
      {choice('typed', 'Typed here, for this check only')}
      {from === 'typed' && (
        <div class="typed-key">
          <label class="typed">
            Key
            <input type="password" autocomplete="off" spellcheck={false} ref={typed} />
          </label>
          <label class="typed">
            Sent in
            <select value={headerName} onChange={(event) => onHeaderName(event.currentTarget.value)}>
              <option value={KEY_HEADER}>{KEY_HEADER}</option>
              <option value="authorization">Authorization</option>
            </select>
          </label>
        </div>
      )}
      {choice('none', 'None')}
      {from !== 'none' && (
        <p class="dim">
          It goes to the gateway only. Hopscope holds it until you close this, and stores it nowhere.
        </p>
      )}
    </fieldset>
  );
}
