import type { Finding } from '../../diagnosis/rule.ts';
import { originOf } from '../../exchange/origin.ts';
import type { Inspected } from '../../inspect.ts';
import type { TabDebug } from '../../messages.ts';
import { type Label, labelOf } from '../../words/label.ts';
import { type DebugHeaderFate, debugHeaderFateOf } from './debug-header-fate.ts';

/**
 * The life of a request in the panel, in this order:
 * - `open`: the background, or DevTools for an event stream, reported its start. Its row has an id below zero.
 * - `ended`: it ended while its row was selected, and more than one finished row can be its own, or none.
 * - `finished`: its record is complete: DevTools' own, or the background's where DevTools have none. Its row has the record's index as its
 *   id, and takes the place of the open row. What is missing in the record, and why, is in `Exchange.bodies` and `Exchange.pageLeft`.
 */
export type Phase = 'open' | 'ended' | 'finished';

/** One line of the list: an inspected exchange and what the columns say of it. Immutable. */
export interface Row {
  /** The exchange's index; unique within a recording. */
  readonly id: number;
  readonly inspected: Inspected;
  readonly label: Label;
  /** Of the URL; '' when it has none. */
  readonly origin: string;
  /** The aliases in question, comma-separated; '' when none is named. */
  readonly server: string;
  readonly debugHeader: DebugHeaderFate;
  readonly phase: Phase;
  /** The finding to look at first: the gravest. */
  readonly worst: Finding | undefined;
}

/**
 * @param inspected a new exchange
 * @param then the tab's debug state when the request started; undefined when not known yet
 */
export function rowOf(inspected: Inspected, then: TabDebug | undefined, phase: Phase = 'finished'): Row {
  return {
    id: inspected.exchange.index,
    inspected,
    label: labelOf(inspected),
    origin: originOf(inspected.exchange.request.url) ?? '',
    server: (inspected.servers ?? []).join(', '),
    debugHeader: debugHeaderFateOf(inspected, then),
    phase,
    worst: inspected.findings[0],
  };
}
