import { join } from 'node:path';
import { runInBrowser } from './in-browser.ts';
import { root, state } from './stack/paths.ts';
import { runToEnd } from './stack/processes.mjs';
import { progress } from './stack/progress.mjs';
import { attempt, conclude, type Outcome, runProject } from './vitest-project.ts';

/**
 * `npm test`: everything. What fails keeps nothing else from running; all failures are told at the end. After the checks two
 * projects run side by side, because a browser's tests wait half of the time, and another fills that: two cores have work all along.
 */

/** A program whose output matters only when it fails. */
function check(what: string, name: string, ...args: readonly string[]): Promise<Outcome> {
  const command = join(root, 'node_modules/.bin', name);
  return attempt(['npx', name, ...args].join(' '), async () => {
    await progress(what, () => runToEnd(command, args, { log: join(state, `${name}.log`), cwd: root }));
    return { passed: 1, failed: 0, again: [] };
  });
}

const outcomes = [
  await check('Format and lint', 'biome', 'ci', '--error-on-warnings', '.'),
  await check('Lint with types', 'oxlint', '--type-aware', '--deny-warnings', '.'),
  await check('Types', 'tsc', '--noEmit'),
  await check('Unused code', 'knip'),
];
const unit = runProject('unit');
const chromium = runInBrowser('e2e');
const firefox = unit.then(() => runInBrowser('firefox'));
const pages = Promise.race([chromium, firefox]).then(() => runProject('pages'));
conclude([...outcomes, ...(await Promise.all([unit, chromium, firefox, pages]))]);
