import type { Finding, Level } from '../../src/diagnosis/rule.ts';
import type { Inspected } from '../../src/inspect.ts';
import { PINNED_LITELLM } from '../stack/install/litellm.ts';
import type { Recording } from './recordings.ts';

/** A finding in a recording. */
export interface Example {
  readonly recording: Recording;
  readonly inspected: Inspected;
  readonly finding: Finding;
}

const GRAVITY: Readonly<Record<Level, number>> = { error: 0, warning: 1, info: 2 };

/**
 * The finding of a rule that shows it best: at its gravest, from the pinned release, where little else was found, in few
 * words. The same recordings give the same one.
 * @returns undefined when the rule fires in none of them
 */
export function exampleOf(id: string, recordings: readonly Recording[]): Example | undefined {
  const all = recordings.flatMap((recording) =>
    recording.inspected.flatMap((inspected) =>
      inspected.findings.flatMap((finding) =>
        finding.rule === id ? [{ recording, inspected, finding }] : [],
      ),
    ),
  );
  return all.toSorted(compare)[0];
}

function compare(one: Example, other: Example): number {
  const [mine, theirs] = [weigh(one), weigh(other)];
  const at = mine.findIndex((weight, index) => weight !== theirs[index]);
  return at === -1 ? 0 : (mine[at] ?? 0) - (theirs[at] ?? 0);
}

const weigh = ({ recording, inspected, finding }: Example): readonly number[] => [
  GRAVITY[finding.level],
  recording.litellm === PINNED_LITELLM ? 0 : 1,
  inspected.findings.length,
  [finding.title, finding.why, ...finding.evidence.map(({ quote }) => quote)].join('').length,
];
