import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../processes.mjs';
import { installEnvironment, PIP } from './environment.ts';

/** The release the demo runs and the end-to-end tests hold to. */
export const PINNED_LITELLM = '1.100.5';

/** The newest release that is recorded, and the one that knows all policies. */
export const NEWEST_LITELLM = '1.110.2';

/**
 * Makes sure a LiteLLM release is there, in a virtual environment of its own. An interrupted installation starts over.
 * @param version a release on PyPI
 * @returns the environment's Python
 * @throws when there is no Python or the installation fails, in one line with what pip or uv said
 */
export function installLiteLLM(version: string): Promise<string> {
  return installEnvironment({
    name: 'litellm',
    title: 'LiteLLM',
    version,
    install: (python, log) => installRelease(python, version, log),
  });
}

/** Only uv can override a release's own pins, where PyPI has no package that fits them (overrides/RELEASE.txt). */
async function installRelease(python: string, version: string, log: string): Promise<void> {
  const release = `litellm[proxy]==${version}`;
  const overrides = join(import.meta.dirname, 'overrides', `${version}.txt`);
  if (!existsSync(overrides)) {
    await runToEnd(python, [...PIP, release], { log });
    return;
  }
  await runToEnd(python, [...PIP, 'uv'], { log });
  const uv = ['-m', 'uv', 'pip', 'install', '--python', python, '--compile-bytecode'];
  await runToEnd(python, [...uv, '--override', overrides, release], { log });
}
