import { parseArgs } from 'node:util';
import { runInBrowser } from './in-browser.ts';
import { PINNED_LITELLM } from './stack/install/litellm.ts';
import { conclude } from './vitest-project.ts';

/**
 * [--litellm RELEASE] [--browser e2e | firefox]: runs every check of stack/checks.ts from the real panel against a LiteLLM release, and beside each the
 * same without a panel. Both have to come to the same, and that to what it has to be.
 */
const { values } = parseArgs({
  options: {
    litellm: { type: 'string', default: PINNED_LITELLM },
    browser: { type: 'string', default: 'e2e' },
  },
});
const { litellm, browser } = values;
conclude([
  await runInBrowser(browser === 'firefox' ? browser : 'e2e', {
    files: ['test/e2e/checks-in-panel.test.ts'],
    env: { HOPSCOPE_SOAK: 'true' },
    litellm,
  }),
]);
