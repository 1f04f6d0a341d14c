import type { Inspected } from '../../inspect.ts';
import type { ToolData } from '../clean/cleaning.ts';
import { createReporter } from '../report.ts';
import { type Copy, copiesOf } from './copies.ts';

/**
 * What can be copied of an exchange, in groups, cleaned as a report is. The last group, which is there where tool arguments or
 * results were left out, has them, and says so in its labels.
 */
export function safeCopiesOf(inspected: Inspected): readonly (readonly Copy[])[] {
  const groups = copiesOf(cleaned(inspected, 'left out'));
  const whole = new Map(
    copiesOf(cleaned(inspected, 'included'))
      .flat()
      .map(({ label, text }) => [label, text] as const),
  );
  const withToolData = groups.flat().flatMap(({ label, text }) => {
    const wholeText = whole.get(label);
    return HOLD_TOOL_DATA.has(label) && wholeText && wholeText() !== text()
      ? [{ label: `${label}, with tool data`, text: wholeText }]
      : [];
  });
  return withToolData.length > 0 ? [...groups, withToolData] : groups;
}

/** The others are the same either way, or hardly used twice. */
const HOLD_TOOL_DATA: ReadonlySet<string> = new Set(['curl', 'Response']);

const cleaned = (inspected: Inspected, toolData: ToolData): Inspected =>
  createReporter({ ignored: 0, toolData }).add(inspected);
