import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installChromium, installDisplay, installFirefox } from './stack/install/browser.ts';
import { installLiteLLM, PINNED_LITELLM } from './stack/install/litellm.ts';
import { root, state } from './stack/paths.ts';
import { runToEnd } from './stack/processes.mjs';
import { progress } from './stack/progress.mjs';

/** `npm test`: everything, in the order in which a failure is cheapest to learn of. Stops at the first. */

const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/** A step whose output matters only when it fails. */
const check = (what: string, name: string, ...args: readonly string[]): Promise<void> =>
  progress(what, () => runToEnd(bin(name), args, { log: join(state, `${name}.log`), cwd: root }));

/** Runs a vitest project with its output shown; returns its counts. */
async function vitest(project: 'unit' | 'e2e' | 'firefox'): Promise<Counts> {
  const report = join(state, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const child = spawn(bin('vitest'), args, { cwd: root, stdio: 'inherit' });
  const stop = () => child.kill();
  process.once('exit', stop);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('exit', resolve),
  );
  process.off('exit', stop);
  if (code !== 0) throw new Error(`vitest --project ${project} failed`);
  return JSON.parse(readFileSync(report, 'utf8')) as Counts;
}

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

await check('Format and lint', 'biome', 'ci', '--error-on-warnings', '.');
await check('Lint with types', 'oxlint', '--type-aware', '--deny-warnings', '.');
await check('Types', 'tsc', '--noEmit');
await check('Unused code', 'knip');
const unit = await vitest('unit');
await installChromium();
await installFirefox();
await installDisplay();
await installLiteLLM(PINNED_LITELLM);
const runs = [unit, await vitest('e2e'), await vitest('firefox')];
const sum = (of: (counts: Counts) => number): number => runs.reduce((total, run) => total + of(run), 0);
console.log(`${sum((run) => run.numPassedTests)} passed, ${sum((run) => run.numFailedTests)} failed`);
