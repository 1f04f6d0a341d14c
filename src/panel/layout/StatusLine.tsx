import { count } from '../../report/words/quantity.ts';
import type { LevelCounts } from '../store/summary.ts';

interface Properties {
  readonly shown: number;
  readonly total: number;
  readonly ignored: number;
  readonly counts: LevelCounts;
}

/** The line at the bottom: how much of the recording is on the screen, and what it holds. */
export function StatusLine({ shown, total, ignored, counts }: Properties) {
  const parts = [
    shown === total ? count(total, 'MCP request') : `${shown} of ${count(total, 'MCP request')}`,
    `${count(ignored, 'other request')} ignored`,
    count(counts.error, 'error'),
    count(counts.warning, 'warning'),
  ];
  return <footer class="status-line">{parts.join(' · ')}</footer>;
}
