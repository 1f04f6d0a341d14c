/** What a line is read of; of a longer one the rest is passed over, so that no line costs more. */
export const LONGEST_LINE = 65_536;

const [ESCAPE, BELL] = [String.fromCharCode(27), String.fromCharCode(7)];

/** Colours and links that terminals understand (ECMA-48 section 8.3.117, OSC 8). */
const ANSI = new RegExp(
  `${ESCAPE}(?:\\[[\\d;?]{0,40}[A-Za-z]|\\][^${BELL}${ESCAPE}]{0,2000}(?:${BELL}|${ESCAPE}\\\\))`,
  'g',
);

/**
 * The lines of a text one by one, without line ends (LF, CRLF, CR), byte order mark and colours.
 * @param chunks the text in pieces, which may end anywhere
 */
export function* linesOf(chunks: Iterable<string>): Generator<string> {
  let begun: string | undefined;
  let afterReturn = false;
  let isFirst = true;
  for (const chunk of chunks) {
    let from = isFirst && chunk.charCodeAt(0) === 0xfeff ? 1 : 0;
    if (chunk !== '') isFirst = false;
    if (afterReturn && chunk !== '') {
      if (chunk[from] === '\n') from += 1;
      afterReturn = false;
    }
    let [feed, turn] = [chunk.indexOf('\n', from), chunk.indexOf('\r', from)];
    while (feed !== -1 || turn !== -1) {
      const end = turn === -1 || (feed !== -1 && feed < turn) ? feed : turn;
      yield lineOf((begun ?? '') + chunk.slice(from, Math.min(end, from + LONGEST_LINE)));
      begun = undefined;
      const isPair = end === turn && feed === end + 1;
      if (end === turn && end === chunk.length - 1) afterReturn = true;
      from = end + (isPair ? 2 : 1);
      if (feed !== -1 && feed < from) feed = chunk.indexOf('\n', from);
      if (turn !== -1 && turn < from) turn = chunk.indexOf('\r', from);
    }
    if (from < chunk.length && (begun?.length ?? 0) < LONGEST_LINE)
      begun = (begun ?? '') + chunk.slice(from, from + LONGEST_LINE);
  }
  if (begun !== undefined) yield lineOf(begun);
}

function lineOf(text: string): string {
  const line = text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) : text;
  return line.includes(ESCAPE) ? line.replace(ANSI, '') : line;
}
