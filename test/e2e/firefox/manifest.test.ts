import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../../stack/paths.ts';
import { DIST } from './build.ts';

interface Lint {
  readonly errors: readonly { readonly code: string }[];
  readonly warnings: readonly { readonly code: string }[];
}

it('passes Firefox’s own linter, but for the one assignment in Preact', async () => {
  const webExt = join(root, 'node_modules/.bin/web-ext');
  const options = ['lint', '--source-dir', DIST, '--self-hosted', '--output', 'json'];
  // It exits with an error when it finds one, and says which on the same stream.
  const { stdout } = await promisify(execFile)(webExt, options).catch((failed: { stdout: string }) => failed);
  const { errors, warnings } = JSON.parse(stdout) as Lint;
  expect(errors).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(['UNSAFE_VAR_ASSIGNMENT']);
});
