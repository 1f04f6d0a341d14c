import type { Hop } from '../diagnosis/rule.ts';
import type { Log } from '../logs/event.ts';
import { findingsIn } from '../logs/findings.ts';
import { oneLine } from './finding-words.ts';

/** A log in what `diagnose --json` prints: a public contract, see design.md in the docs. */
export const logJson = (log: Log): object => ({
  file: log.name,
  sources: log.sources,
  lines: log.lines,
  events: log.events.length + log.dropped,
  unread: log.unread,
  findings: findingsIn(log).map(({ rule, level, hop, title, quote, line }) => ({
    rule,
    level,
    hop,
    title,
    evidence: [quote],
    line,
    exchange: null,
    certainty: null,
  })),
});

/** Where the first error of logs is, for a recording that shows none. */
export const failingHopOf = (logs: readonly Log[]): Hop | undefined =>
  logs.flatMap(findingsIn).find(({ level }) => level === 'error')?.hop;

/** The same for people. */
export function printableLog(log: Log): string {
  const found = findingsIn(log);
  return [
    `${log.name}: ${log.lines} lines of ${log.sources.join(', ')}; ${log.unread} that Hopscope does not know`,
    ...found.flatMap(({ rule, level, hop, title, quote, line, times }) => [
      `   ${level} ${rule} at ${hop}: ${title} (line ${line}${times > 1 ? `, ${times} times` : ''})`,
      `      > ${oneLine(quote).slice(0, MOST_QUOTED)}`,
    ]),
    ...(found.length === 0 ? ['   no finding'] : []),
    '',
  ].join('\n');
}

/** Characters of a line that is quoted. */
const MOST_QUOTED = 300;
