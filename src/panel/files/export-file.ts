import type { Inspected, Inspector } from '../../inspect.ts';
import type { ToolData } from '../../report/clean/cleaning.ts';
import { bundleText, exportPieces } from '../../report/export-text.ts';
import type { About } from '../../report/har/write-har.ts';
import { createReporter, type Report } from '../../report/report.ts';
import { breath, inSlices } from '../store/slices.ts';

/** What is to be exported. */
export interface Exported {
  readonly exchanges: readonly Inspected[];
  readonly ignored: number;
  readonly inspector: Inspector;
}

export type Form = 'har' | 'bundle';

/** Cleans what is to be exported. Rules look back, so the order is the recording's, whatever the list is sorted by. */
export async function prepareReport(
  { exchanges, ignored }: Exported,
  toolData: ToolData,
  isWanted: () => boolean,
): Promise<Report> {
  const reporter = createReporter({ ignored, toolData });
  // What says "a moment" is to be seen first.
  await breath();
  const inOrder = exchanges.toSorted((one, other) => one.exchange.index - other.exchange.index);
  await inSlices(inOrder, (each) => isWanted() && reporter.add(each));
  return reporter.report();
}

/** Characters of text that become a part of the file in one go: each part costs a message to another process. */
const PART = 8_000_000;

/**
 * Makes the file, without holding the panel up.
 * @throws when a credential of the recording is left in it
 */
export async function makeFile(
  report: Report,
  form: Form,
  inspector: Inspector,
  about: About,
): Promise<Blob> {
  if (form === 'bundle') return new Blob([bundleText(report, inspector, about)], { type: 'text/markdown' });
  const parts: Blob[] = [];
  let waiting: string[] = [];
  let length = 0;
  await inSlices(exportPieces(report, inspector, about), (piece) => {
    waiting.push(piece);
    length += piece.length;
    if (length < PART) return;
    parts.push(new Blob(waiting));
    waiting = [];
    length = 0;
  });
  return new Blob([...parts, ...waiting], { type: 'application/json' });
}

const EXTENSIONS: Readonly<Record<Form, string>> = { har: 'har', bundle: 'md' };

/** A name that sorts by time: `hopscope-2026-01-31-235959.har`. @param at local time, milliseconds since the epoch */
export function fileName(form: Form, at: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('');
  return `hopscope-${day}-${time}.${EXTENSIONS[form]}`;
}
