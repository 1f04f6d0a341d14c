import type { Entry } from 'har-format';
import { entriesOf } from './entries.ts';
import type { Answered, Origins, Written } from './origins.ts';

export interface Line {
  readonly text: string;
  /** When its start was written, milliseconds since the epoch. */
  readonly at: number;
  /** Index of the entry it was written for; null when for none of them; absent when that is not known. */
  readonly entry?: number | null;
}

/** A scenario as far as a log is divided by it. */
interface Played {
  readonly started: number;
  readonly entries: readonly Entry[];
}

/**
 * Divides a log by scenarios that were played one after the other. What was written for a request goes to the scenario of the
 * request, also where that was later; what was written for none goes where it was written.
 * @param proxy origin of LiteLLM
 * @returns the part before the first scenario, then one for each
 */
export function linesOfScenarios(
  { requests, writes }: Origins,
  played: readonly Played[],
  proxy: string,
): readonly (readonly Line[])[] {
  const scenarioAt = (moment: number) => played.findLastIndex(({ started }) => started <= moment);
  const placeOf = ({ request, at }: Written) =>
    scenarioAt(request === undefined ? at : (requests[request]?.began ?? at));
  return [undefined, ...played].map((scenario, index) => {
    const own = new Map([...requests.entries()].filter(([, { began }]) => scenarioAt(began) === index - 1));
    const entries = entriesOf(own, scenario?.entries ?? [], proxy);
    return linesOf(
      writes.filter((write) => placeOf(write) === index - 1),
      own,
      entries,
    );
  });
}

function linesOf(
  writes: readonly Written[],
  requests: ReadonlyMap<number, Answered>,
  entries: ReadonlyMap<number, number | null>,
): readonly Line[] {
  const lines: Line[] = [];
  // Python's print writes the end of a line by itself.
  let open: { text: string; at: number; entries: Set<number | null | undefined> } | undefined;
  for (const write of writes) {
    const pieces = write.text.split(/(?<=\n)/);
    for (const piece of pieces.filter((each) => each !== '')) {
      open ??= { text: '', at: write.at, entries: new Set() };
      open.text += piece;
      if (piece.trim() !== '' || open.text === piece) open.entries.add(entryOf(write, requests, entries));
      if (!piece.endsWith('\n')) continue;
      const [entry] = open.entries.size === 1 ? open.entries : [undefined];
      lines.push({ text: open.text.slice(0, -1), at: open.at, ...(entry === undefined ? {} : { entry }) });
      open = undefined;
    }
  }
  return lines;
}

/**
 * What a request's context wrote while the request was being answered, or when nothing else was. A task that outlives its request
 * may be about another one.
 */
function entryOf(
  { at, request }: Written,
  requests: ReadonlyMap<number, Answered>,
  entries: ReadonlyMap<number, number | null>,
): number | null | undefined {
  if (request === undefined) return undefined;
  const { ended = 0 } = requests.get(request) ?? {};
  const isAlone = [...requests].every(
    ([number, other]) => number === request || other.began > at || (other.ended ?? 0) < ended,
  );
  if (at > ended && !isAlone) return undefined;
  return entries.get(request);
}
