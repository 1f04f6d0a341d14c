import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../stack/paths.ts';

/** The extension as people install it. */
export const DIST = join(root, 'dist');

/** The same with permission for this machine. */
export const DIST_LOOPBACK = join(root, 'dist-loopback');

/** Builds both, once before the end-to-end tests, and for use: Vitest's own NODE_ENV would build in development code. */
export default async function setup(): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  for (const mode of ['production', 'loopback']) await build({ root, mode, logLevel: 'warn' });
  process.env['NODE_ENV'] = NODE_ENV;
}
