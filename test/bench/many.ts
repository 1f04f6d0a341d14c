import type { Entry } from 'har-format';
import { readHar } from '../../src/report/har/read-har.ts';
import { recordedFiles } from '../golden/recordings.ts';

/** So many exchanges a recording holds at most. */
export const MANY = 10_000;

/**
 * A HAR file of so many exchanges: all recordings, over and over, each a second later than the one before. What is
 * not MCP in them counts too, so a panel shows fewer rows.
 */
export function manyEntries(count: number): readonly Entry[] {
  const recorded = recordedFiles().flatMap(({ text }) => readHar(text));
  const start = Date.parse('2026-01-01T00:00:00Z');
  return Array.from({ length: count }, (_, index) => {
    const entry = recorded[index % recorded.length];
    if (!entry) throw new Error('there are no recordings');
    return { ...entry, startedDateTime: new Date(start + index * 1000).toISOString() };
  });
}
