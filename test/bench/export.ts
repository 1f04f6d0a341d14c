import { createInspector } from '../../src/inspect.ts';
import { createReporter } from '../../src/report/report.ts';
import { type Figure, median, milliseconds } from './figure.ts';
import { MANY, manyEntries } from './many.ts';

const ROUNDS = 3;

/** How long the export of many exchanges takes: cleaned, written, scanned; beside JSON.stringify of the same. */
export function exportFigures(): readonly Figure[] {
  const inspector = createInspector();
  const many = manyEntries(MANY).flatMap((entry) => inspector.add(entry) ?? []);
  const plain: number[] = [];
  const made: number[] = [];
  const scanned: number[] = [];
  let longest = 0;
  let size = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    plain.push(timed(() => JSON.stringify(many.map(({ exchange }) => exchange))).time);
    const report = timed(() => {
      const reporter = createReporter({ ignored: 0, toolData: 'left out' });
      for (const each of many) longest = Math.max(longest, timed(() => reporter.add(each)).time);
      return JSON.stringify(
        reporter.report().exchanges.map(({ exchange, findings }) => ({ exchange, findings })),
      );
    });
    size = report.value.length;
    made.push(report.time);
    scanned.push(timed(() => inspector.check(report.value)).time);
  }
  const ratio = median(made) / median(plain);
  return [
    {
      what: `export of ${many.length} exchanges, cleaned and written (${Math.round(size / 1e6)} MB)`,
      value: `${milliseconds(median(made))}, longest step ${milliseconds(longest)}`,
      baseline: `JSON.stringify of the same: ${milliseconds(median(plain))}; ${ratio.toFixed(1)} times that`,
    },
    {
      what: 'last scan of that export',
      value: milliseconds(median(scanned)),
      baseline: `JSON.stringify: ${milliseconds(median(plain))}`,
    },
  ];
}

function timed<Value>(compute: () => Value): { readonly value: Value; readonly time: number } {
  const begin = performance.now();
  const value = compute();
  return { value, time: performance.now() - begin };
}
