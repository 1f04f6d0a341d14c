import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Entry } from 'har-format';
import { build } from 'vite';
import type { createInspector } from '../../src/inspect.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { root, state } from '../stack/paths.ts';
import { type Figure, median, milliseconds } from './figure.ts';
import { manyEntries } from './many.ts';

const EXCHANGES = 2_000;
const EACH_AIM = 0.5;
const FILE_SIZE = 42e6;
const FILE_AIM = 2_500;
const ROUNDS = 5;

interface Built {
  readonly createInspector: typeof createInspector;
}

/** What it takes to inspect an exchange, and a big file, beside JSON.parse of the same; bundled, as people run it. */
export async function inspectFigures(): Promise<readonly Figure[]> {
  const outDir = join(state, 'bench');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(root, 'src/inspect.ts'), outDir, minify: true },
  });
  const built = (await import(pathToFileURL(join(outDir, 'inspect.js')).href)) as Built;
  const inspect = (entries: readonly Entry[]) => {
    const inspector = built.createInspector();
    inspector.settle(entries.flatMap((entry) => inspector.add(entry) ?? []));
  };
  const entries = manyEntries(EXCHANGES);
  const text = JSON.stringify(entries);
  const file = fileOf(FILE_SIZE);
  const each = alternately(
    () => inspect(entries),
    () => JSON.parse(text),
  );
  const whole = alternately(
    () => inspect(readHar(file)),
    () => JSON.parse(file),
  );
  const one = each.work / EXCHANGES;
  return [
    {
      what: 'an exchange inspected',
      value: milliseconds(one),
      baseline: `JSON.parse of its entry: ${milliseconds(each.baseline / EXCHANGES)}`,
      aim: { text: milliseconds(EACH_AIM), met: one <= EACH_AIM },
    },
    {
      what: `a HAR file of ${Math.round(file.length / 1e6)} MB read and inspected`,
      value: milliseconds(whole.work),
      baseline: `JSON.parse of it: ${milliseconds(whole.baseline)}`,
      aim: {
        text: `${milliseconds(FILE_AIM)} more`,
        met: whole.work - whole.baseline <= FILE_AIM,
      },
    },
  ];
}

/** All recordings, over and over, until the text has a size. */
function fileOf(size: number): string {
  const sample = JSON.stringify(manyEntries(EXCHANGES)).length / EXCHANGES;
  return JSON.stringify({ log: { version: '1.2', entries: manyEntries(Math.round(size / sample)) } });
}

/** One after the other in each round, so that a slow phase of the machine meets both. */
function alternately(
  work: () => void,
  baseline: () => void,
): { readonly [Name in 'work' | 'baseline']: number } {
  const rounds = Array.from({ length: ROUNDS }, () => ({ work: timeOf(work), baseline: timeOf(baseline) }));
  return {
    work: median(rounds.map((round) => round.work)),
    baseline: median(rounds.map((round) => round.baseline)),
  };
}

/** In milliseconds. */
function timeOf(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}
