import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Entry } from 'har-format';
import { type FindingGroup, groupFindings } from '../../diagnosis/group-findings.ts';
import { judgeRecording } from '../../diagnosis/hops.ts';
import type { HopVerdicts, Level } from '../../diagnosis/rule.ts';
import { ofPage } from '../../diagnosis/senders.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import type { Inspected, Inspector } from '../../inspect.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import type { TabDebug } from '../../messages.ts';
import { type Row, rowOf } from '../rows/row.ts';
import { type Checked, checkedIn } from './checked.ts';

/** The recording: what was captured since it was last cleared, and what may be said of all of it. */
export interface Traffic {
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** What checks sent, in order. */
  readonly ofChecks: ReadonlySignal<readonly Inspected[]>;
  /** How many rows had to go for newer ones. */
  readonly dropped: ReadonlySignal<number>;
  /** How many other requests went by. */
  readonly ignored: ReadonlySignal<number>;
  /** How many findings of each level. */
  readonly counts: ReadonlySignal<Readonly<Record<Level, number>>>;
  readonly groups: ReadonlySignal<readonly FindingGroup[]>;
  readonly hops: ReadonlySignal<HopVerdicts>;
  readonly checked: ReadonlySignal<Checked>;
  /** Origins that spoke MCP, busiest first, with their number of requests. */
  readonly gateways: ReadonlySignal<readonly (readonly [origin: string, requests: number])[]>;
  /** The inspector of the recording as it is now: it knows the credentials that no export may hold. */
  readonly inspector: () => Inspector;
  /** @returns the inspected exchange; undefined when it has nothing to do with MCP */
  readonly add: (entry: Entry) => Inspected | undefined;
  /** Adds an exchange that the background observed, without a body. */
  readonly addMasked: (exchange: Exchange) => void;
  /** Puts on the screen what was added last, without waiting for more. */
  readonly publish: () => void;
  readonly clear: () => void;
}

interface Seen {
  readonly rows: readonly Row[];
  readonly dropped: number;
  readonly ignored: number;
}

const NOTHING: Seen = { rows: [], dropped: 0, ignored: 0 };

// The first of a burst is put on the screen at once, what follows in goes.
const PUBLISH_AFTER = 40;

/**
 * @param createInspector makes the inspector of a fresh recording
 * @param debugAt the tab's debug state at a time (milliseconds since the epoch)
 * @param most how many rows are kept; the oldest go
 */
export function createTraffic(
  createInspector: () => Inspector,
  debugAt: (time: number) => TabDebug | undefined,
  most = Number.POSITIVE_INFINITY,
): Traffic {
  const seen = signal(NOTHING);
  const raised = new WeakMap<Inspected, Row>();
  const rows = computed(() => settleRows(seen.value.rows, inspector, raised));
  const pageRows = computed(() => rowsOfPage(rows.value));
  const over = computed(() => inspector.gotOver(inspectedIn(rows.value)));
  let inspector = createInspector();
  let fresh: Row[] = [];
  let freshIgnored = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const publish = () => {
    clearTimeout(timer);
    timer = undefined;
    const before = seen.peek();
    const rows = fresh.length > 0 ? [...before.rows, ...fresh] : before.rows;
    const surplus = Math.max(0, rows.length - most);
    seen.value = {
      rows: surplus > 0 ? rows.slice(surplus) : rows,
      dropped: before.dropped + surplus,
      ignored: before.ignored + freshIgnored,
    };
    fresh = [];
    freshIgnored = 0;
  };

  /** Again and again, as long as something comes. */
  const publishInGoes = () => {
    if (fresh.length + freshIgnored === 0) return;
    publish();
    timer = setTimeout(() => {
      timer = undefined;
      publishInGoes();
    }, PUBLISH_AFTER);
  };

  const take = (inspected: Inspected | undefined) => {
    if (inspected) fresh.push(rowOf(inspected, debugAt(inspected.exchange.startedAt)));
    else freshIgnored++;
    if (timer === undefined) publishInGoes();
    return inspected;
  };

  return {
    rows,
    ofChecks: computed(() => (pageRows.value === rows.value ? NO_CHECKS : ofChecksIn(rows.value))),
    dropped: computed(() => seen.value.dropped),
    ignored: computed(() => seen.value.ignored),
    counts: computed(() => countLevels(rows.value)),
    groups: computed(() => groupFindings(ofPage(inspectedIn(rows.value)), over.value)),
    hops: computed(() => judgeRecording(ofPage(inspectedIn(rows.value)), over.value)),
    checked: computed(() => checkedIn(pageRows.value)),
    gateways: computed(() => gatewaysIn(pageRows.value)),
    inspector: () => inspector,
    publish,

    add: (entry) => take(inspector.add(entry)),
    addMasked: (exchange) => void take(inspector.addMasked(exchange)),

    clear() {
      clearTimeout(timer);
      timer = undefined;
      inspector = createInspector();
      fresh = [];
      freshIgnored = 0;
      seen.value = NOTHING;
    },
  };
}

function countLevels(rows: readonly Row[]): Readonly<Record<Level, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { findings } of ofPage(inspectedIn(rows)))
    for (const finding of findings) counts[finding.level]++;
  return counts;
}

/** Always the same, so that nothing is drawn anew for it. */
const NO_CHECKS: readonly Inspected[] = [];

const ofChecksIn = (rows: readonly Row[]): readonly Inspected[] =>
  inspectedIn(rows).filter(({ exchange }) => exchange.sentBy !== undefined);

/** The rows that the recording is judged by (diagnosis/senders.ts). */
function rowsOfPage(rows: readonly Row[]): readonly Row[] {
  const own = ofPage(inspectedIn(rows));
  if (own.length === rows.length) return rows;
  const kept = new Set(own);
  return rows.filter(({ inspected }) => kept.has(inspected));
}

const inspectedIn = (rows: readonly Row[]): readonly Inspected[] => rows.map((row) => row.inspected);

/**
 * The recording as it stands: what nothing worked after is an error (settle.ts).
 * @param raised the rows of such exchanges, which stay the same objects as long as the exchanges do
 */
function settleRows(
  rows: readonly Row[],
  inspector: Inspector,
  raised: WeakMap<Inspected, Row>,
): readonly Row[] {
  const settled = inspector.settle(inspectedIn(rows));
  return rows.map((row, at) => {
    const inspected = settled[at];
    if (!inspected || inspected === row.inspected) return row;
    const shown = raised.get(inspected) ?? { ...row, inspected, worst: inspected.findings[0] };
    raised.set(inspected, shown);
    return shown;
  });
}

function gatewaysIn(rows: readonly Row[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { inspected, origin } of rows) {
    if (!isGatewayCall(inspected.kind)) continue;
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
