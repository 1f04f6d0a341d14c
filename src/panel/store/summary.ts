import type { Finding, Level } from '../../diagnosis/rule.ts';
import { type Row, rank } from './row.ts';

export type LevelCounts = Readonly<Record<Level, number>>;

/** Findings of one rule, over the recording. */
export interface RuleGroup {
  /** The gravest finding of the rule, which stands for the others. */
  readonly finding: Finding;
  readonly count: number;
  /** The first row that has it. */
  readonly first: number;
}

/** How many findings of each level. */
export function countLevels(rows: readonly Row[]): LevelCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const row of rows) for (const finding of row.inspected.findings) counts[finding.level]++;
  return counts;
}

/** Findings by rule, gravest first, then the most frequent. */
export function groupByRule(rows: readonly Row[]): readonly RuleGroup[] {
  // Written over and over: it is made anew with every burst of requests.
  const groups = new Map<string, { -readonly [Name in keyof RuleGroup]: RuleGroup[Name] }>();
  for (const row of rows) {
    for (const finding of row.inspected.findings) {
      const group = groups.get(finding.rule);
      if (!group) {
        groups.set(finding.rule, { finding, count: 1, first: row.id });
        continue;
      }
      group.count += 1;
      if (rank(group.finding) >= rank(finding)) continue;
      group.finding = finding;
      group.first = row.id;
    }
  }
  return [...groups.values()].sort((a, b) => rank(b.finding) - rank(a.finding) || b.count - a.count);
}
