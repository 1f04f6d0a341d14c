import { join } from 'node:path';
import { root } from '../../stack/paths.ts';
import { buildModes } from '../build.ts';

/** The extension for Firefox as people install it. */
export const DIST = join(root, 'dist-firefox');

/** The same with permission for this machine. */
export const DIST_LOOPBACK = join(root, 'dist-firefox-loopback');

/** Builds both, once before the end-to-end tests in Firefox. */
export default function setup(): Promise<void> {
  return buildModes('firefox', 'firefox-loopback');
}
