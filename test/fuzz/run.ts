import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { PROPERTIES } from './properties.ts';
import type { Property } from './property.ts';
import { type Timing, timings } from './timing.ts';

/** So many inputs in one run of fast-check, which keeps what it needs to shrink a failing one. */
const BATCH = 10_000;

/**
 * `npm run fuzz -- [--count N] [--seed N] [--only TEXT]`: N generated inputs for each parser, then long ones against the clock.
 * Exit 1 when a property fails, or a parser takes more for each MB of a longer input. A seed gives the same inputs again.
 */
function main(): number {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      only: { type: 'string', default: '' },
    },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  if (!Number.isInteger(count) || !Number.isInteger(seed))
    throw new Error('--count and --seed are whole numbers');
  console.log(`seed ${seed}, ${count} inputs a parser`);
  const failures = PROPERTIES.filter(({ parser }) => parser.includes(values.only)).map((each) =>
    fuzz(each, count, seed),
  );
  const slow = time(values.only);
  return failures.every((failed) => failed === 0) && slow === 0 ? 0 : 1;
}

/** @returns how many batches failed */
function fuzz({ parser, property }: Property, count: number, seed: number): number {
  const start = performance.now();
  let failed = 0;
  for (let done = 0; done < count; done += BATCH) {
    const result = fc.check(property, { seed: seed + done, numRuns: Math.min(BATCH, count - done) });
    if (!result.failed) continue;
    failed += 1;
    // The first ones show what is wrong; the rest is mostly the same.
    if (failed <= 3) console.log(fc.defaultReportMessage(result));
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${parser}: ${count} inputs, ${failed} failing batches, ${seconds} s`);
  return failed;
}

/** @returns how many readers take more for each MB of a longer input */
function time(only: string): number {
  const start = performance.now();
  const worst = new Map<string, Timing>();
  let slow = 0;
  for (const timing of timings(only)) {
    const { reader, shape, perMegabyte, isSuperlinear } = timing;
    if (perMegabyte > (worst.get(reader)?.perMegabyte ?? 0)) worst.set(reader, timing);
    if (!isSuperlinear) continue;
    slow += 1;
    console.log(`too slow: ${reader} takes more than its share for longer texts of ${shape}`);
  }
  for (const { reader, shape, perMegabyte } of worst.values())
    console.log(`${reader}: at worst ${perMegabyte.toFixed(1)} ms a MB, for ${shape}`);
  console.log(`${worst.size} readers timed, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return slow;
}

process.exitCode = main();
