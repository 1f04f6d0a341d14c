import type { Level } from '../../diagnosis/rule.ts';
import type { Row } from '../rows/row.ts';

export type LevelCounts = Readonly<Record<Level, number>>;

/** How many findings of each level. */
export function countLevels(rows: readonly Row[]): LevelCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const row of rows) for (const finding of row.inspected.findings) counts[finding.level]++;
  return counts;
}
