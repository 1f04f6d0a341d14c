import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../stack/paths.ts';

/** The extension as people install it. */
export const DIST = join(root, 'dist');

/** The same with permission for this machine. */
export const DIST_LOOPBACK = join(root, 'dist-loopback');

/** Builds both, once before the end-to-end tests. */
export default function setup(): Promise<void> {
  return buildModes('production', 'loopback');
}

/** Builds the extension for use: Vitest's own NODE_ENV would build in development code. */
export async function buildModes(...modes: readonly string[]): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  for (const mode of modes) await build({ root, mode, logLevel: 'warn' });
  process.env['NODE_ENV'] = NODE_ENV;
}
