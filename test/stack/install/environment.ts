import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { state } from '../paths.ts';
import { insist, runToEnd, tail } from '../processes.mjs';
import { progress } from '../progress.mjs';
import { complaint } from './complaint.ts';
import { systemPackage } from './system-package.ts';

interface Release {
  /** Of the environment's folder, before the version. */
  readonly name: string;
  /** For messages. */
  readonly title: string;
  readonly version: string;
  /** Runs pip; the whole output goes to `log`. */
  readonly install: (python: string, log: string) => Promise<void>;
}

/** What every installation by pip begins with. */
export const PIP = ['-m', 'pip', 'install', '--disable-pip-version-check'];

/**
 * Makes sure a release of a Python program is there, in a virtual environment of its own. An interrupted installation starts over.
 * @returns the environment's Python
 * @throws when there is no Python or the installation fails, in one line with what pip or uv said
 */
export async function installEnvironment({ name, title, version, install }: Release): Promise<string> {
  const environment = join(state, `${name}-${version}`);
  const python = join(environment, 'bin/python');
  const complete = join(environment, 'complete');
  if (existsSync(complete)) return python;
  const log = join(state, `${name}-${version}.log`);
  await progress(`Installing ${title} ${version}`, async () => {
    await rm(environment, { recursive: true, force: true });
    await createEnvironment(environment, log);
    try {
      await insist(() => install(python, log));
    } catch {
      const why = complaint(tail(log));
      throw new Error(`${title} ${version} could not be installed: ${why} The whole output is in ${log}.`);
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
  await systemPackage('python3', 'This needs Python 3.10 or newer');
  return 'python3';
}
