import type { Finding, Level } from '../diagnosis/rule.ts';
import type { Reported } from './report.ts';

/** One rule's findings over a report. */
export interface Group {
  /** The gravest, which stands for the others. */
  readonly finding: Finding;
  /** The requests that have one, by their numbers. */
  readonly requests: readonly number[];
}

const RANK: Readonly<Record<Level, number>> = { error: 0, warning: 1, info: 2 };

/** Findings by rule: gravest first, and as a request meets the hops. */
export function grouped(exchanges: readonly Reported[]): readonly Group[] {
  const groups = new Map<string, { readonly finding: Finding; readonly requests: number[] }>();
  for (const { exchange, findings } of exchanges) {
    for (const finding of findings) {
      const group = groups.get(finding.rule) ?? { finding, requests: [] };
      group.requests.push(exchange.index);
      const graver = RANK[finding.level] < RANK[group.finding.level] ? finding : group.finding;
      groups.set(finding.rule, { finding: graver, requests: group.requests });
    }
  }
  return [...groups.values()].sort((one, other) => RANK[one.finding.level] - RANK[other.finding.level]);
}

/** A number of exchanges, in their order: those with errors rather than others, then the first. */
export function mostTelling(exchanges: readonly Reported[], most: number): readonly Reported[] {
  const rank = ({ findings }: Reported): number => Math.min(3, ...findings.map(({ level }) => RANK[level]));
  return [...exchanges]
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, most)
    .sort((one, other) => one.exchange.index - other.exchange.index);
}
