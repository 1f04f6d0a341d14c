import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { originOf } from '../../exchange/origin.ts';
import type { Observed, TabDebug } from '../../messages.ts';

/** Requests that belong to the tab's page, but that a rule for the tab does not reach. */
export interface UncoveredRequests {
  /** How many of them went to a gateway in debug mode without the header, by who sent them. */
  readonly missed: ReadonlySignal<Missed>;
  readonly receive: (observed: readonly Observed[]) => void;
  readonly clear: () => void;
}

export interface Missed {
  readonly worker: number;
  readonly popup: number;
}

/** @param state debug mode of the tab as it stands */
export function createUncoveredRequests(state: ReadonlySignal<TabDebug | undefined>): UncoveredRequests {
  /** Who sent each, by its id: the background may tell of one twice. */
  const missed = signal<ReadonlyMap<string, Observed['window']>>(new Map());

  const isMissed = ({ window, state: phase, hasDebugHeader, exchange }: Observed): boolean =>
    window !== 'tab' &&
    phase === 'ended' &&
    !hasDebugHeader &&
    // A page that is opened asks for no debug headers, wherever it is opened, and a preflight by itself for none.
    exchange.resourceType !== 'document' &&
    exchange.request.method !== 'OPTIONS' &&
    (state.peek()?.gateways ?? []).some(({ origin }) => origin === originOf(exchange.request.url));

  const count = (window: keyof Missed) => [...missed.value.values()].filter((each) => each === window).length;

  return {
    missed: computed(() => ({ worker: count('worker'), popup: count('popup') })),
    receive(observed) {
      const fresh = observed.filter(isMissed);
      if (fresh.length === 0) return;
      const all = [...missed.peek(), ...fresh.map((each) => [each.id, each.window] as const)];
      missed.value = new Map(all.slice(-MOST));
    },
    clear() {
      missed.value = new Map();
    },
  };
}

const MOST = 1000;
