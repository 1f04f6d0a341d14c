import { join } from 'node:path';
import { state } from '../paths.ts';
import { insist, runToEnd } from '../processes.mjs';
import { progress } from '../progress.mjs';
import { onPath } from './on-path.ts';

/** Another apt may hold dpkg's lock, on a machine that has just started. */
const PATIENT = ['-o', 'Acquire::Retries=5', '-o', 'DPkg::Lock::Timeout=300'];

/**
 * Installs a Debian package where this process may.
 * @param name of the package
 * @param why what is missing, for the person who has to install it by hand
 * @throws one line that says what to install, where this process may not; the end of apt's output when it fails
 */
export async function systemPackage(name: string, why: string): Promise<void> {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Error(
      `${why}: install ${name} (on Debian and Ubuntu: sudo apt-get install ${name}) and run this again.`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const log = join(state, `apt-${name}.log`);
  await progress(`Installing ${name}`, async () => {
    // Without the index there is no package, and an update that missed some of it succeeds all the same.
    await insist(async () => {
      await runToEnd('apt-get', [...PATIENT, 'update'], { env, log });
      await runToEnd('apt-get', [...PATIENT, 'install', '--yes', '--no-install-recommends', name], {
        env,
        log,
      });
    });
  });
}
