import type { ComponentChildren } from 'preact';
import type { Header } from '../../exchange/exchange.ts';
import type { Target } from '../store/view.ts';
import { Wire } from '../wire/Wire.tsx';
import { useArrival } from './useArrival.ts';

/** What a debug header says, ready to show. */
export interface Meaning {
  readonly title: string;
  /** The decoded value; null where the raw one says it already. */
  readonly decoded: ComponentChildren;
  /** In plain words. */
  readonly words: ComponentChildren;
}

interface Properties {
  readonly raw: Header;
  /** Undefined for a header nobody knows: it is shown as it came. */
  readonly meaning: Meaning | undefined;
  readonly target: Target | undefined;
}

export function DebugHeaderCard({ raw, meaning, target }: Properties) {
  const card = useArrival<HTMLElement>(target, 'debug-header');
  return (
    <article {...card}>
      <div>
        <h3>{meaning?.title ?? 'Unknown debug header'}</h3>
        {meaning?.decoded && <div class="decoded">{meaning.decoded}</div>}
        <p>
          {meaning?.words ?? 'This version of Hopscope does not know this header. It is shown as it came.'}
        </p>
      </div>
      <div class="raw mono">
        <span class="dim">
          <Wire text={raw.name} />
        </span>
        <Wire text={raw.value} />
      </div>
    </article>
  );
}
