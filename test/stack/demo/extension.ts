import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../paths.ts';
import { progress } from '../progress.mjs';

/**
 * Builds the extension.
 * @param mode 'production' as people install it, 'loopback' with permission for this machine
 * @returns its directory
 */
export async function buildExtension(mode: 'production' | 'loopback'): Promise<string> {
  await progress('Building the extension', () => build({ root, mode, logLevel: 'warn' }));
  return join(root, mode === 'loopback' ? 'dist-loopback' : 'dist');
}
