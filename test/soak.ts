import { keepsItsHeap } from './bench/heap.ts';
import { runInBrowser } from './in-browser.ts';
import { conclude, type Outcome, runProject } from './vitest-project.ts';

/**
 * `npm run soak`: what is too large for each change, each with its figure. The tests are those of `npm test`, with larger
 * counts (test/e2e/sized.ts).
 */

const env = { HOPSCOPE_SOAK: 'true' };
const file = (name: string): string => `test/e2e/${name}.test.ts`;

function heap(): Outcome {
  const isKept = keepsItsHeap();
  return { passed: Number(isKept), failed: Number(!isKept), again: isKept ? [] : ['npm run soak'] };
}

conclude([
  heap(),
  await runProject('unit', { files: ['test/diagnosis/nothing-in-silence.test.ts'], env }),
  await runInBrowser('e2e', {
    files: ['live', 'worker-kills', 'hostile', 'many-tabs', 'inspector', 'scrolling', 'checks-in-panel'].map(
      file,
    ),
    env,
  }),
  await runInBrowser('firefox', { files: ['scenarios', 'live', 'checks-in-panel'].map(file), env }),
]);
