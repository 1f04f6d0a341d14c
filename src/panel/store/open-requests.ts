import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Exchange, header } from '../../exchange/exchange.ts';
import type { Inspected, Inspector } from '../../inspect.ts';
import type { Observed, TabDebug } from '../../messages.ts';
import type { OpenStream } from '../../ports/panel.ts';
import { type Row, rowOf } from '../rows/row.ts';
import { createMatching, type Matching, mayHaveFinished } from './matching.ts';
import { createStreamReader } from './stream-reader.ts';

/** Requests of the tab that are not finished. */
export interface OpenRequests {
  /** In the order they began, with ids below zero. */
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** Whether one of them is an event stream of which DevTools may tell the messages. */
  readonly hasStreams: ReadonlySignal<boolean>;
  /** What the background observed of them. */
  readonly receive: (observed: readonly Observed[]) => void;
  /** All event streams that DevTools have open. They stand for what was observed of them until now. */
  readonly showStreams: (streams: readonly OpenStream[]) => void;
  /**
   * Hides open rows that have a finished row, until the background tells their end. The selected one stays until then: its finished
   * row gets the selection. If the worker that reported a row is gone, the row is removed, because its end may never be told.
   */
  readonly settle: (finished: readonly Row[], selected: Row | undefined) => void;
  /** As in Matching. */
  readonly heirOf: Matching['heirOf'];
  /** Those that the tab itself sent. */
  readonly ofTab: () => readonly Observed[];
  /** Reads them anew, for another recording. */
  readonly renew: () => void;
  /** Lets go of some, by their ids. */
  readonly forget: (ids: ReadonlySet<string>) => void;
  readonly clear: () => void;
}

const NONE: readonly Row[] = [];

interface Shown {
  readonly observed: Observed;
  readonly row: Row;
  /** Of an event stream that DevTools know too: when its head came. */
  readonly streamSince?: number;
}

/**
 * @param knownSince the time from which DevTools know the requests of the tab
 */
export function createOpenRequests(
  inspector: () => Inspector,
  debugAt: (time: number) => TabDebug | undefined,
  knownSince: () => number,
): OpenRequests {
  const observed = signal<ReadonlyMap<string, Shown>>(new Map());
  const streams = signal<readonly Row[]>([]);
  /** When the streams were looked for last. */
  const lookedAt = signal(0);
  const ids = createIds();
  const reader = createStreamReader(inspector);
  const matching = createMatching();
  let names: readonly string[] = [];
  /** Of the last background that told something. */
  let life = 0;

  const rowFor = (inspected: Inspected | undefined): Row | undefined =>
    inspected && rowOf(inspected, debugAt(inspected.exchange.startedAt), 'open');

  const show = (each: Observed, before: Shown | undefined): Shown | undefined => {
    const row = rowFor(inspector().previewMasked(each.exchange, ids.of(each.id)));
    if (!row) return undefined;
    const isStream = each.window === 'tab' && isEventStream(each) && each.exchange.startedAt >= knownSince();
    return {
      observed: each,
      row,
      ...(isStream ? { streamSince: before?.streamSince ?? Date.now() } : {}),
    };
  };

  const receive = (fresh: readonly Observed[]) => {
    const next = new Map(observed.peek());
    const ended: Exchange[] = [];
    for (const each of fresh) {
      life = Math.max(life, each.life);
      const before = next.get(each.id);
      const shown = each.state === 'open' ? show(each, before) : undefined;
      if (shown) next.set(each.id, shown);
      else {
        if (each.state === 'ended') ended.push(before?.row.inspected.exchange ?? each.exchange);
        next.delete(each.id);
        ids.forget(each.id);
      }
    }
    batch(() => {
      observed.value = next;
      ended.forEach(matching.end);
    });
  };

  /** Ends those of which an earlier background told, where something else says that they ended. */
  const end = (hasEnded: (row: Row) => boolean) => {
    const lost = [...observed.peek().values()].filter(
      (each) => each.observed.life < life && hasEnded(each.row),
    );
    if (lost.length > 0) receive(lost.map((each) => ({ ...each.observed, state: 'ended' })));
  };

  const rows = computed(() => {
    // All rows are sorted out anew when this is another array.
    if (observed.value.size + streams.value.length === 0) return NONE;
    const unlisted = [...observed.value.values()].filter(
      ({ streamSince }) => streamSince === undefined || streamSince >= lookedAt.value,
    );
    const left = new Set(matching.unfinished(unlisted.map(({ row }) => row.inspected.exchange)));
    return [
      ...unlisted.flatMap(({ row }) => (left.has(row.inspected.exchange) ? row : [])),
      ...streams.value,
    ].sort((one, other) => one.inspected.exchange.startedAt - other.inspected.exchange.startedAt);
  });

  return {
    receive,
    settle(finished, selected) {
      matching.finish(finished, selected?.phase === 'open' ? selected : undefined);
      end(({ inspected }) => mayHaveFinished(inspected.exchange, finished));
    },
    heirOf: matching.heirOf,
    ofTab: () =>
      [...observed.peek().values()].flatMap((each) => (each.observed.window === 'tab' ? each.observed : [])),
    forget(ids) {
      observed.value = new Map([...observed.peek()].filter(([id]) => !ids.has(id)));
    },
    renew() {
      end(() => true);
      receive([...observed.peek().values()].map((shown) => shown.observed));
    },

    rows,
    hasStreams: computed(() =>
      [...observed.value.values()].some(({ streamSince }) => streamSince !== undefined),
    ),

    showStreams(open) {
      batch(() => {
        lookedAt.value = Date.now();
        streams.value = open.flatMap(({ id, entry }) => rowFor(reader.read(id, entry, ids.of(id))) ?? []);
      });
      reader.keepOnly(open);
      for (const name of names) if (!open.some(({ id }) => id === name)) ids.forget(name);
      names = open.map(({ id }) => id);
    },

    clear() {
      batch(() => {
        observed.value = new Map();
        streams.value = [];
      });
    },
  };
}

const isEventStream = ({ exchange }: Observed): boolean =>
  header(exchange.response.headers, 'content-type')?.startsWith('text/event-stream') ?? false;

/** Numbers below zero: those from zero on are the finished ones'. */
function createIds() {
  const known = new Map<string, number>();
  let last = 0;
  return {
    of(name: string): number {
      const before = known.get(name);
      if (before !== undefined) return before;
      last -= 1;
      known.set(name, last);
      return last;
    },
    forget: (name: string) => known.delete(name),
  };
}
