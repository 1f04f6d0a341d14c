import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { root } from '../stack/paths.ts';

/** The code of capture-probe.ts, to be run in the panel's document. */
export async function captureProbe(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: join(root, 'test/e2e/capture-probe.ts'), formats: ['iife'], name: 'probe' },
    },
  });
  return (result as Rollup.RollupOutput[])[0]?.output[0].code ?? '';
}
