import { onPath } from './on-path.ts';
import { systemPackage } from './system-package.ts';

/**
 * The path of a Chromium, installed when there is none.
 * @throws one line that says what to install, when that is not possible here
 */
export async function installChromium(): Promise<string> {
  const find = () =>
    ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((path) => path !== undefined);
  if (find() === undefined) await systemPackage('chromium', 'There is no Chromium on PATH');
  const path = find();
  if (path === undefined) throw new Error('chromium was installed, but it is not on PATH.');
  return path;
}

/**
 * The path of a Firefox, installed when there is none: the one with extended support, which is what Debian has.
 * @throws one line that says what to install, when that is not possible here
 */
export async function installFirefox(): Promise<string> {
  const find = () => ['firefox-esr', 'firefox'].map(onPath).find((path) => path !== undefined);
  if (find() === undefined) await systemPackage('firefox-esr', 'There is no Firefox on PATH');
  const path = find();
  if (path === undefined) throw new Error('firefox-esr was installed, but it is not on PATH.');
  return path;
}

/**
 * A virtual display and a keyboard for it, for what only a headed browser shows: Xvfb and xdotool.
 * @throws one line that says what to install, when that is not possible here
 */
export async function installDisplay(): Promise<void> {
  if (onPath('Xvfb') === undefined) await systemPackage('xvfb', 'There is no Xvfb on PATH');
  if (onPath('xdotool') === undefined) await systemPackage('xdotool', 'There is no xdotool on PATH');
}
