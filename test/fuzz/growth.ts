const MEGABYTE = 1024 * 1024;
const STEP = 4;
/** From short to long: what grows with the square of the length shows before it takes minutes. */
const LENGTHS: readonly number[] = [4, 16, 64, 256, 1024].map((kilobytes) => kilobytes * 1024);
const BEFORE_LONGEST = MEGABYTE / STEP;

/** Work in proportion to the length takes the same for each MB after a step, what grows with the square takes `STEP` times as much. */
const GROWN = 2;
/** For a text that is twice as long. */
const GROWN_IN_HALF = Math.sqrt(GROWN);

/** What rises less in one step is given no longer text. */
const RISEN = 1.2;

/** Milliseconds; the engine's own work may double what takes less. */
const TELLING = 10;

/** What a reader takes for long texts. */
export interface Growth {
  /** Milliseconds for each MB of the longest text that it was given. */
  readonly perMegabyte: number;
  /** Whether it takes more for each MB of a longer text. */
  readonly isSuperlinear: boolean;
}

/**
 * Gives a reader longer and longer texts, until the times show that they grow faster than the texts.
 * @param measure milliseconds for each MB that a text of a length takes, measured once
 */
export function growthOf(measure: (length: number) => number): Growth {
  let [before, perMegabyte] = [Number.POSITIVE_INFINITY, 0];
  for (const length of LENGTHS) {
    perMegabyte = measure(length);
    if (perMegabyte > GROWN * before && hasGrown(measure, length))
      return { perMegabyte, isSuperlinear: true };
    if (length === BEFORE_LONGEST && perMegabyte < RISEN * before) break;
    before = perMegabyte;
  }
  return { perMegabyte, isSuperlinear: false };
}

/**
 * Whether a length takes more for each MB than a shorter one, and a longer one more again: some readers do nothing for short texts, and
 * the same for all others. The best of three, so that a busy machine makes nothing look slow.
 */
function hasGrown(measure: (length: number) => number, length: number): boolean {
  const perMegabyte = best(measure, length);
  return (
    perMegabyte * (length / MEGABYTE) > TELLING &&
    perMegabyte > GROWN * best(measure, length / STEP) &&
    best(measure, length * 2) > GROWN_IN_HALF * perMegabyte
  );
}

const best = (measure: (length: number) => number, length: number): number =>
  Math.min(...[0, 1, 2].map(() => measure(length)));
