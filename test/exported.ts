import { createInspector, type Inspected } from '../src/inspect.ts';
import { bundleText, exportText } from '../src/report/export-text.ts';
import { readHar } from '../src/report/har/read-har.ts';
import { createReport } from '../src/report/report.ts';
import { inOrder, type Parts } from './har-entry.ts';

/** What a recording's last exchange is before it is exported, and what it is read as from the file. */
interface Exported {
  readonly before: Inspected;
  readonly after: Inspected;
  /** All that leaves: the file and the support bundle. */
  readonly text: string;
}

/** Inspects a recording, exports it, and inspects the file. */
export function exported(...recording: readonly Parts[]): Exported {
  const inspector = createInspector();
  const shown = inOrder(recording).flatMap((entry) => inspector.add(entry) ?? []);
  const report = createReport(shown, { ignored: 0, toolData: 'left out' });
  const about = { at: 0, version: '1' };
  const har = exportText(report, inspector, about);
  const reader = createInspector();
  const after = readHar(har).flatMap((entry) => reader.add(entry) ?? []);
  return {
    before: lastOf(shown, recording.length),
    after: lastOf(after, recording.length),
    text: har + bundleText(report, inspector, about),
  };
}

function lastOf(inspected: readonly Inspected[], count: number): Inspected {
  const last = inspected.at(-1);
  if (!last || inspected.length !== count) throw new Error('not all was recognised as MCP-related');
  return last;
}

/** The rules that fire. */
export const rulesOf = ({ findings }: Inspected): readonly string[] => findings.map(({ rule }) => rule);

/** All that the evidence quotes. */
export const evidenceIn = ({ findings }: Inspected): string =>
  findings.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)).join('\n');

/** The words of a sentence that a text lacks. */
export const missingIn = (text: string, sentence: string): readonly string[] =>
  sentence.split(/[\s"'“”(),[\]{}<>]+/).filter((word) => !text.includes(word.replace(/[.:;!?]+$/, '')));
