import { LONGEST_LINE } from './lines.ts';

/** So many containers may be in the middle of a line. */
const MOST = 256;

/** Puts together the lines that container runtimes cut at 16 kB. */
export interface Partial {
  /** @returns the whole line; undefined where it goes on */
  readonly add: (label: string, text: string, goesOn: boolean) => string | undefined;
}

export function createPartial(): Partial {
  const begun = new Map<string, string>();
  return {
    add(label, text, goesOn) {
      const before = begun.size === 0 ? undefined : begun.get(label);
      if (!goesOn) {
        if (before === undefined) return text;
        begun.delete(label);
        return before + text;
      }
      if (before === undefined && begun.size === MOST) return text;
      if ((before?.length ?? 0) < LONGEST_LINE) begun.set(label, (before ?? '') + text);
      return undefined;
    },
  };
}
