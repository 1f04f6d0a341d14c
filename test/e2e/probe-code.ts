import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { root } from '../stack/paths.ts';

/** The code of a probe, to be run in the panel's document. */
export async function probeCode(probe: 'capture-probe' | 'check-probe'): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: join(root, `test/e2e/${probe}.ts`), formats: ['iife'], name: 'probe' },
    },
  });
  return (result as Rollup.RollupOutput[])[0]?.output[0].code ?? '';
}
