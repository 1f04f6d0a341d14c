import { existsSync } from 'node:fs';
import { onPath } from './on-path.ts';
import { systemPackage } from './system-package.ts';

/**
 * The path of an nginx, installed when there is none.
 * @throws one line that says what to install, when that is not possible here
 */
export async function installNginx(): Promise<string> {
  // A person's PATH does not always lead where Debian has it.
  const find = () => onPath('nginx') ?? ['/usr/sbin/nginx'].find((path) => existsSync(path));
  if (find() === undefined) await systemPackage('nginx-light', 'There is no nginx on PATH');
  const path = find();
  if (path === undefined) throw new Error('nginx-light was installed, but it is not on PATH.');
  return path;
}
