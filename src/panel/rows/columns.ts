import { HOPS, LEVELS } from '../../diagnosis/rule.ts';
import type { Row } from './row.ts';

export type ColumnId =
  | 'method'
  | 'name'
  | 'server'
  | 'status'
  | 'auth'
  | 'findings'
  | 'hop'
  | 'time'
  | 'duration';

/** A column of the list; what its cells show is in `list/cells.tsx`. */
export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** In pixels, as long as nobody resized it. The flexible column gets at least this, and what is left over. */
  readonly width: number;
  readonly flexible?: true;
  /** Who gives way first when the list is narrow: the greatest number. */
  readonly rank: number;
  /** What to sort by; undefined sorts last. */
  value(row: Row): string | number | undefined;
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'method',
    title: 'Method',
    width: 70,
    rank: 6,
    value: ({ inspected }) => inspected.exchange.request.method,
  },
  {
    id: 'name',
    title: 'Call',
    width: 150,
    flexible: true,
    rank: 0,
    value: ({ label }) => label.name,
  },
  {
    id: 'server',
    title: 'Server',
    width: 98,
    rank: 3,
    value: ({ server }) => server || undefined,
  },
  {
    id: 'status',
    title: 'Status',
    width: 64,
    rank: 2,
    value: ({ inspected }) => inspected.exchange.response.status,
  },
  {
    id: 'auth',
    title: 'Auth',
    width: 142,
    rank: 4,
    value: ({ inspected }) => inspected.debug?.resolution,
  },
  {
    id: 'findings',
    title: 'Findings',
    width: 108,
    rank: 1,
    value: ({ worst, inspected }) =>
      worst ? inspected.findings.length - LEVELS.indexOf(worst.level) * 1000 : undefined,
  },
  {
    id: 'hop',
    title: 'Hop',
    width: 126,
    rank: 5,
    value: ({ worst }) => (worst ? HOPS.indexOf(worst.hop) : undefined),
  },
  {
    id: 'time',
    title: 'Time',
    width: 96,
    rank: 8,
    value: ({ inspected }) => inspected.exchange.startedAt,
  },
  {
    id: 'duration',
    title: 'Duration',
    width: 80,
    rank: 7,
    value: ({ inspected }) => inspected.exchange.duration,
  },
];
