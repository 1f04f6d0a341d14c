import { LONGEST_LINE } from './lines.ts';

/** A narrower terminal wraps more than it shows. */
const NARROWEST = 40;
const WIDEST = 400;
/** So many lines of the greatest width are no chance. */
const TELLING = 3;

/**
 * The width at which a terminal wrapped a text, so that its lines are cut in the middle.
 * @param lines the first lines of the text
 * @param begins whether a line is the beginning of something
 * @returns undefined where nothing shows that one did
 */
export function wrappedAt(lines: readonly string[], begins: (line: string) => boolean): number | undefined {
  const width = lines.reduce((widest, { length }) => Math.max(widest, length), 0);
  if (width < NARROWEST || width > WIDEST) return undefined;
  const wrapped = lines.filter((line, index) => {
    const next = lines[index + 1] ?? '';
    return line.length === width && next !== '' && !begins(next);
  });
  return wrapped.length >= TELLING ? width : undefined;
}

/** Puts together what a terminal wrapped: a line that is as wide as the terminal, and the next one, which begins nothing. */
export interface Unwrap {
  /** @returns the line that is whole now, and how many lines of the text it is; undefined before the first */
  readonly add: (line: string) => Unwrapped | undefined;
  /** The last line. */
  readonly end: () => Unwrapped | undefined;
}

export interface Unwrapped {
  readonly text: string;
  readonly count: number;
}

export function createUnwrap(width: number, begins: (line: string) => boolean): Unwrap {
  let [text, count, last] = ['', 0, -1];
  const whole = () => (count === 0 ? undefined : { text, count });
  return {
    add(line) {
      if (last === width && line !== '' && !begins(line)) {
        if (text.length < LONGEST_LINE) text += line;
        count += 1;
        last = line.length;
        return undefined;
      }
      const before = whole();
      [text, count, last] = [line, 1, line.length];
      return before;
    },
    end: whole,
  };
}
