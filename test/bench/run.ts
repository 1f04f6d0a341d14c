import setup from '../e2e/build.ts';
import { exportFigures } from './export.ts';
import { type Figure, printTable } from './figure.ts';
import { inspectFigures } from './inspect.ts';
import { pageCostFigures } from './page-cost.ts';
import { panelFigures } from './panel.ts';
import { redactionFigures } from './redaction.ts';
import { rowFigures } from './rows.ts';
import { ruleFigures } from './rules.ts';
import { streamFigures } from './streams.ts';

/**
 * `npm run bench [-- NAME...]`: measures, each beside its baseline in the same run, and prints one table with what is
 * aimed at. It decides nothing.
 */
const MEASUREMENTS: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  page: pageCostFigures,
  row: rowFigures,
  panel: panelFigures,
  rule: ruleFigures,
  inspect: inspectFigures,
  stream: streamFigures,
  export: exportFigures,
  redaction: redactionFigures,
};

const chosen = process.argv.slice(2);
const figures: Figure[] = [];
await setup();
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`Measuring: ${name}`);
  try {
    figures.push(...(await measure()));
  } catch (error) {
    // The others are worth having all the same.
    console.error(error);
    process.exitCode = 1;
  }
}
printTable(figures);
