import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { state } from '../paths.ts';
import { insist, runToEnd, tail } from '../processes.mjs';
import { progress } from '../progress.mjs';
import { complaint } from './complaint.ts';
import { systemPackage } from './system-package.ts';

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
export async function installLiteLLM(version: string): Promise<string> {
  const environment = join(state, `litellm-${version}`);
  const python = join(environment, 'bin/python');
  const complete = join(environment, 'complete');
  if (existsSync(complete)) return python;
  const log = join(state, `litellm-${version}.log`);
  await progress(`Installing LiteLLM ${version}`, async () => {
    await rm(environment, { recursive: true, force: true });
    await createEnvironment(environment, log);
    try {
      await insist(() => installRelease(python, version, log));
    } catch {
      const why = complaint(tail(log));
      throw new Error(`LiteLLM ${version} could not be installed: ${why} The whole output is in ${log}.`);
    }
    await writeFile(complete, '');
  });
  return python;
}

async function createEnvironment(directory: string, log: string): Promise<void> {
  const python = await findPython();
  try {
    await runToEnd(python, ['-m', 'venv', directory], { log });
  } catch {
    // Debian ships venv in a package of its own; half an environment stays behind without it.
    await systemPackage('python3-venv', `${python} lacks its venv module`);
    await rm(directory, { recursive: true, force: true });
    await runToEnd(python, ['-m', 'venv', directory], { log });
  }
}

async function findPython(): Promise<string> {
  const log = join(state, 'python.log');
  const recent = ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'];
  for (const name of ['python3.11', 'python3']) {
    try {
      await runToEnd(name, recent, { log });
      return name;
    } catch {
      // Not there, or too old.
    }
  }
  await systemPackage('python3', 'LiteLLM needs Python 3.10 or newer');
  return 'python3';
}

/** Only uv can override a release's own pins, where PyPI has no package that fits them (overrides/RELEASE.txt). */
async function installRelease(python: string, version: string, log: string): Promise<void> {
  const release = `litellm[proxy]==${version}`;
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check'];
  const overrides = join(import.meta.dirname, 'overrides', `${version}.txt`);
  if (!existsSync(overrides)) {
    await runToEnd(python, [...pip, release], { log });
    return;
  }
  await runToEnd(python, [...pip, 'uv'], { log });
  const uv = ['-m', 'uv', 'pip', 'install', '--python', python, '--compile-bytecode'];
  await runToEnd(python, [...uv, '--override', overrides, release], { log });
}
