import { installChromium, installDisplay, installFirefox } from './stack/install/browser.ts';
import { installLiteLLM, PINNED_LITELLM } from './stack/install/litellm.ts';
import { shareStack } from './stack/stack.ts';
import { attempt, lineOf, type Outcome, type ProjectOptions, runProject } from './vitest-project.ts';

let installed: Promise<void> | undefined;

/** Installs what the projects of the browsers need, once, and one after the other: the package manager takes one at a time. */
async function installParts(): Promise<void> {
  await installChromium();
  await installFirefox();
  await installDisplay();
  await installLiteLLM(PINNED_LITELLM);
}

interface BrowserOptions extends ProjectOptions {
  /** The release of its stack; the pinned one when absent. */
  readonly litellm?: string;
}

/**
 * Runs a browser's project with one stack for all of its files. Each browser has its own: scenarios change how the servers
 * behave, and the browsers run side by side.
 */
export function runInBrowser(
  project: 'e2e' | 'firefox',
  { env, litellm = PINNED_LITELLM, ...options }: BrowserOptions = {},
): Promise<Outcome> {
  return attempt(lineOf(project), async () => {
    installed ??= installParts();
    await installed;
    const stack = await shareStack({ litellm });
    try {
      return await runProject(project, { ...options, env: { ...env, ...stack.env } });
    } finally {
      await stack.close();
    }
  });
}
