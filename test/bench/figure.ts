/** One line of the bench's table. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** What the value is held against, measured in the same run. */
  readonly baseline: string;
  /** Absent where nothing is aimed at. */
  readonly aim?: { readonly text: string; readonly met: boolean };
}

/** The middle of some numbers. */
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** What 95 of 100 of them do not exceed. */
export const p95 = (numbers: readonly number[]): number => quantile(numbers, 0.95);

/** Two digits after the point for what is small. */
export const milliseconds = (number: number): string => `${number.toFixed(number < 10 ? 2 : 0)} ms`;

/** Median and 95th percentile in words. */
export const spread = (numbers: readonly number[]): string =>
  `${milliseconds(median(numbers))} (p95 ${milliseconds(p95(numbers))})`;

/** Prints figures as a Markdown table. */
export function printTable(figures: readonly Figure[]): void {
  console.log('\n| what | value | baseline | aim | |\n|---|---|---|---|---|');
  for (const { what, value, baseline, aim } of figures) {
    const verdict = aim ? `${aim.text} | ${aim.met ? 'met' : 'MISSED'}` : '- |';
    console.log(`| ${what} | ${value} | ${baseline} | ${verdict} |`);
  }
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
