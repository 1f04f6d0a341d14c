import type { Entry } from 'har-format';
import { isDone } from '../../src/diagnosis/done.ts';
import { gotOver, whatFails } from '../../src/diagnosis/got-over.ts';
import type { Finding } from '../../src/diagnosis/rule.ts';
import { createInspector } from '../../src/inspect.ts';

/** What is right for a recording, written before its first run. */
export interface Expected {
  /** Any of these is where it fails, where the verdict names a hop. */
  readonly hop?: readonly string[];
  /** One of these rules fires, */
  readonly any?: readonly string[];
  /** and each of these, */
  readonly all?: readonly string[];
  /** and none of these. */
  readonly none?: readonly string[];
  /** Nothing that the client did not get over is louder. */
  readonly max?: string;
}

/** All that was found in a recording. */
export function findingsIn(entries: readonly Entry[]): readonly Finding[] {
  return inspect(entries).flatMap(({ findings }) => findings);
}

/** What of a verdict is wrong, a line each. */
export function wrongIn(
  entries: readonly Entry[],
  { hop, any, all, none, max }: Expected,
): readonly string[] {
  const recording = inspect(entries);
  const findings = recording.flatMap((each) => each.findings);
  const fired = new Set(findings.map(({ rule }) => rule));
  const failing = whatFails(recording)?.hop;
  // What failed and was got over is shown as that. What did not fail may not be loud, whatever came after it.
  const over = gotOver(recording);
  const left = recording.filter((each) => isDone(each) || !over.has(each.exchange.index));
  return [
    ...(any && !any.some((rule) => fired.has(rule)) ? [`none of ${any.join(', ')}`] : []),
    ...(all ?? []).filter((rule) => !fired.has(rule)).map((rule) => `no ${rule}`),
    ...(none ?? []).filter((rule) => fired.has(rule)),
    ...(hop && failing !== undefined && !hop.includes(failing) ? [`fails at ${failing}`] : []),
    ...(max === 'info'
      ? left
          .flatMap((each) => each.findings)
          .filter(({ level }) => level !== 'info')
          .map(({ rule }) => `loud: ${rule}`)
      : []),
  ];
}

/** The MCP-related exchanges of a recording, judged one by one. */
export function inspect(entries: readonly Entry[]) {
  const inspector = createInspector();
  return entries.flatMap((entry) => inspector.add(entry) ?? []);
}
