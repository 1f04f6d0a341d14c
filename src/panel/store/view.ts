import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Evidence, Level, Place } from '../../diagnosis/rule.ts';
import { type Filter, parseFilter } from '../filter/grammar.ts';
import { matcher } from '../filter/match.ts';
import type { ColumnId } from '../rows/columns.ts';
import type { Row } from '../rows/row.ts';
import { nextSort, type Sort, sortRows } from '../rows/sort.ts';
import { createSelectionFollower } from './follow-selection.ts';
import type { Matching } from './matching.ts';

export const TABS = ['diagnosis', 'debug', 'messages', 'request', 'response', 'timing'] as const;
export type Tab = (typeof TABS)[number];

/** A piece of evidence to show: where it stands and what it says. A new object each time, so it shows again. */
export interface Target {
  readonly row: number;
  readonly place: Place;
  readonly quote: string;
}

/** What of the recording is on the screen: filter, order, selection. */
export interface View {
  readonly filterText: ReadonlySignal<string>;
  readonly filter: ReadonlySignal<Filter>;
  readonly levels: ReadonlySignal<ReadonlySet<Level>>;
  readonly sort: ReadonlySignal<Sort | undefined>;
  /** The rows that pass the filter, in order. */
  readonly shown: ReadonlySignal<readonly Row[]>;
  /** The selected row; of an open one that went and has no finished row that is surely its own, what was known last. */
  readonly selected: ReadonlySignal<Row | undefined>;
  /** Hands the selection on when rows went or came. */
  readonly followSelection: () => void;
  readonly tab: ReadonlySignal<Tab>;
  readonly target: ReadonlySignal<Target | undefined>;
  readonly setFilter: (text: string) => void;
  readonly toggleLevel: (level: Level) => void;
  readonly clearFilter: () => void;
  readonly sortBy: (column: ColumnId) => void;
  /** Undefined selects nothing. */
  readonly select: (id: number | undefined) => void;
  /** Selects a row and opens its diagnosis, clearing a filter that hides it. */
  readonly showRow: (id: number) => void;
  readonly openTab: (tab: Tab) => void;
  /** Goes to where a finding's evidence stands, in the selected exchange or in the one it names. */
  readonly showEvidence: (evidence: Evidence) => void;
}

/** @param heirOf the row that the selection of an open one goes on to, where any can be open */
export function createView(
  rows: ReadonlySignal<readonly Row[]>,
  heirOf: Matching['heirOf'] = () => undefined,
): View {
  const filterText = signal('');
  const levels = signal<ReadonlySet<Level>>(new Set());
  const sort = signal<Sort | undefined>();
  const selectedId = signal<number | undefined>();
  const tab = signal<Tab>('diagnosis');
  const target = signal<Target | undefined>();

  const filter = computed(() => parseFilter(filterText.value));
  const passes = computed(() => matcher(filter.value, levels.value));

  const select = (id: number | undefined) =>
    batch(() => {
      selectedId.value = id;
      target.value = undefined;
    });

  const clearFilter = () =>
    batch(() => {
      filterText.value = '';
      levels.value = new Set();
    });

  const found = computed(() =>
    selectedId.value === undefined ? undefined : rows.value.find((row) => row.id === selectedId.value),
  );
  const follower = createSelectionFollower(rows, selectedId, heirOf);

  const shown = computed(() => sortRows(rows.value.filter(passes.value), sort.value));
  const uncover = (id: number) => {
    if (!shown.value.some((row) => row.id === id)) clearFilter();
  };

  return {
    filterText,
    filter,
    levels,
    sort,
    shown,
    selected: computed(() => {
      const ended = follower.ended.value;
      return found.value ?? (ended?.id === selectedId.value ? ended : undefined);
    }),
    followSelection() {
      const heir = follower.step();
      if (heir) selectedId.value = heir.id;
    },
    tab,
    target,
    setFilter(text) {
      filterText.value = text;
    },
    toggleLevel(level) {
      const next = new Set(levels.value);
      if (!next.delete(level)) next.add(level);
      levels.value = next;
    },
    clearFilter,
    sortBy(column) {
      sort.value = nextSort(sort.value, column);
    },
    select,
    showRow(id) {
      batch(() => {
        uncover(id);
        select(id);
        tab.value = 'diagnosis';
      });
    },
    openTab(next) {
      batch(() => {
        tab.value = next;
        target.value = undefined;
      });
    },
    showEvidence({ place, quote, exchange }) {
      // The other one may have been dropped since.
      const row = rows.value.some(({ id }) => id === exchange) ? exchange : selectedId.value;
      if (row === undefined) return;
      batch(() => {
        uncover(row);
        select(row);
        const debug = rows.peek().find(({ id }) => id === row)?.inspected.debug;
        tab.value = tabOf(place, debug?.raw.map(({ name }) => name.toLowerCase()) ?? []);
        target.value = { row, place, quote };
      });
    },
  };
}

/** @param debugNames the names of its debug headers, in lower case */
function tabOf(place: Place, debugNames: readonly string[]): Tab {
  switch (place.in) {
    case 'request-header':
    case 'request-body':
    case 'url':
      return 'request';
    case 'response-header':
      return debugNames.includes(place.name.toLowerCase()) ? 'debug' : 'response';
    case 'response-body':
    case 'status':
      return 'response';
    case 'timing':
      return 'timing';
  }
}
