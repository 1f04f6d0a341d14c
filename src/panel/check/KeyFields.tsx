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
  /** Its inputs hold what is typed: no state does. */
  readonly typed: RefObject<HTMLDivElement | null>;
  readonly onFrom: (from: KeyFrom) => void;
}

/** Which key a check sends: none, the one that the page sent, or one typed for it. */
export function KeyFields({ from, sentByPage, typed, onFrom }: Properties) {
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
        <div class="typed-key" ref={typed}>
          {TYPED.map(([header, label]) => (
            <label key={header} class="typed">
              <span>
                {label} <span class="dim">({header})</span>
              </span>
              <input type="password" autocomplete="off" spellcheck={false} data-header={header} />
            </label>
          ))}
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

/** Headers in which a typed key is sent, each where something is typed for it. */
const TYPED = [
  [KEY_HEADER, 'Key'],
  ['Authorization', 'Token or key'],
] as const;
