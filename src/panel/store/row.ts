import type { Finding, Level } from '../../diagnosis/rule.ts';
import type { Inspected } from '../../inspect.ts';
import type { TabDebug } from '../../messages.ts';
import { type Label, labelOf } from '../../report/label.ts';
import { type Injection, injectionOf, originOf } from '../injection.ts';

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
  readonly injection: Injection;
  /** `open` as long as its request is; `ended` when that is all that is known of its end. */
  readonly phase: 'open' | 'ended' | 'finished';
  /** The finding to look at first: the highest level, the first of its rank. */
  readonly worst: Finding | undefined;
}

const RANK: Readonly<Record<Level, number>> = { error: 3, warning: 2, info: 1 };

/** How grave a finding is, for sorting; 0 for none. */
export function rank(finding: Finding | undefined): number {
  return finding ? RANK[finding.level] : 0;
}

/** The gravest finding, the first among equals. */
export function worstOf(findings: readonly Finding[]): Finding | undefined {
  return findings.reduce<Finding | undefined>(
    (worst, each) => (rank(each) > rank(worst) ? each : worst),
    undefined,
  );
}

/**
 * @param inspected a new exchange
 * @param then the tab's debug state when the request started; undefined when not known yet
 */
export function rowOf(
  inspected: Inspected,
  then: TabDebug | undefined,
  phase: Row['phase'] = 'finished',
): Row {
  return {
    id: inspected.exchange.index,
    inspected,
    label: labelOf(inspected),
    origin: originOf(inspected.exchange.request.url),
    server: (inspected.servers ?? []).join(', '),
    injection: injectionOf(inspected, then),
    phase,
    worst: worstOf(inspected.findings),
  };
}
