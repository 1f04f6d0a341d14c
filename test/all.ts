import { join } from 'node:path';
import { installChromium, installDisplay, installFirefox } from './stack/install/browser.ts';
import { installLiteLLM, PINNED_LITELLM } from './stack/install/litellm.ts';
import { root, state } from './stack/paths.ts';
import { runToEnd } from './stack/processes.mjs';
import { progress } from './stack/progress.mjs';
import { shareStack } from './stack/stack.ts';
import { conclude, type Outcome, type Project, runProject } from './vitest-project.ts';

/**
 * `npm test`: everything, what is cheapest to learn of first. What fails keeps nothing else from running; all failures are
 * told at the end.
 */

/** A program whose output matters only when it fails. */
async function check(what: string, name: string, ...args: readonly string[]): Promise<Outcome> {
  const command = join(root, 'node_modules/.bin', name);
  try {
    await progress(what, () => runToEnd(command, args, { log: join(state, `${name}.log`), cwd: root }));
    return { passed: 1, failed: 0, again: [] };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, again: [['npx', name, ...args].join(' ')] };
  }
}

/** Each browser has a stack of its own: scenarios change how its servers behave, and the browsers run side by side. */
async function inBrowser(project: Extract<Project, 'e2e' | 'firefox'>): Promise<Outcome> {
  const stack = await shareStack();
  try {
    return await runProject(project, { env: stack.env });
  } finally {
    await stack.stop();
  }
}

async function install(): Promise<void> {
  await installChromium();
  await installFirefox();
  await installDisplay();
  await installLiteLLM(PINNED_LITELLM);
}

const outcomes = [
  await check('Format and lint', 'biome', 'ci', '--error-on-warnings', '.'),
  await check('Lint with types', 'oxlint', '--type-aware', '--deny-warnings', '.'),
  await check('Types', 'tsc', '--noEmit'),
  await check('Unused code', 'knip'),
  await runProject('unit'),
  await runProject('pages'),
];
await install();
outcomes.push(...(await Promise.all([inBrowser('e2e'), inBrowser('firefox')])));
conclude(outcomes);
