import type { Hop } from '../diagnosis/rule.ts';
import type { Log } from '../logs/event.ts';
import type { LogFinding } from '../logs/findings.ts';
import { oneLine } from './finding-words.ts';

/** A log, and what it proves. */
export interface JudgedLog extends Log {
  readonly findings: readonly LogFinding[];
}

/** A log in what `diagnose --json` prints: a public contract, see design.md in the docs. */
export const logJson = (log: JudgedLog): object => ({
  file: log.name,
  sources: log.sources,
  lines: log.lines,
  events: log.events.length + log.dropped,
  unread: log.unread,
  findings: log.findings.map(({ rule, level, hop, title, quote, line }) => ({
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
export const failingHopOf = (logs: readonly JudgedLog[]): Hop | undefined =>
  logs.flatMap(({ findings }) => findings).find(({ level }) => level === 'error')?.hop;

/** The same for people. */
export function printableLog(log: JudgedLog): string {
  return [
    `${log.name}: ${log.lines} lines of ${log.sources.join(', ')}; ${log.unread} that Hopscope does not know`,
    ...log.findings.flatMap(({ rule, level, hop, title, quote, line, times }) => [
      `   ${level} ${rule} at ${hop}: ${title} (line ${line}${times > 1 ? `, ${times} times` : ''})`,
      `      > ${oneLine(quote).slice(0, MOST_QUOTED)}`,
    ]),
    ...(log.findings.length === 0 ? ['   no finding'] : []),
    '',
  ].join('\n');
}

/** Characters of a line that is quoted. */
const MOST_QUOTED = 300;
