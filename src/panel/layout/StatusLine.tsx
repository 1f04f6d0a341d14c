import { count } from '../../words/quantity.ts';
import type { LevelCounts } from '../store/summary.ts';

interface Properties {
  readonly shown: number;
  readonly total: number;
  readonly ignored: number;
  /** Of those shown and of all, how many are not finished. */
  readonly open: number;
  /** The oldest, which had to go. */
  readonly dropped: number;
  readonly counts: LevelCounts;
}

/** The line at the bottom: how much of the recording is on the screen, and what it holds. */
export function StatusLine({ shown, total, ignored, open, dropped, counts }: Properties) {
  const parts = [
    shown === total ? count(total, 'MCP request') : `${shown} of ${count(total, 'MCP request')}`,
    ...(open > 0 ? [`${open} open`] : []),
    ...(dropped > 0 ? [`the oldest ${dropped} were dropped`] : []),
    `${count(ignored, 'other request')} ignored`,
    count(counts.error, 'error'),
    count(counts.warning, 'warning'),
  ];
  return <footer class="status-line">{parts.join(' · ')}</footer>;
}
