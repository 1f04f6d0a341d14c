import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root, state } from '../stack/paths.ts';

mkdirSync(state, { recursive: true });

/** As deep in the project as the source, which looks for the manifest from there. */
const BUILT = mkdtempSync(join(state, 'cli-'));
process.once('exit', () => rmSync(BUILT, { recursive: true, force: true }));

/** Where a command is once it is built. */
export const commandFile = (name: string): string => join(BUILT, `${name}.js`);

/** Test files of one process share the commands. */
const built = new Map<string, Promise<unknown>>();

/** Builds a command of src/cli: Node reads one file at once, and TypeScript file by file in a second. */
export function buildCommand(name: string): Promise<unknown> {
  const entry = join(root, `src/cli/${name}.ts`);
  const building =
    built.get(name) ??
    build({
      root,
      configFile: false,
      logLevel: 'error',
      build: { ssr: entry, outDir: BUILT, emptyOutDir: false },
    });
  built.set(name, building);
  return building;
}
