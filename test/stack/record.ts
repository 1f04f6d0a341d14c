import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NEWEST_LITELLM, PINNED_LITELLM } from './install/litellm.ts';
import { root } from './paths.ts';
import { chosen, startRecorder } from './recorder.ts';
import { RECORDED_SCENARIOS, SCENARIOS } from './scenarios/index.ts';
import { startStack } from './stack.ts';

/**
 * [--litellm RELEASE] [--policies] [SCENARIO ...]: plays scenarios in Chromium against a LiteLLM release; all when none is named,
 * with --policies those that want a recent release. It writes what the browser recorded, credentials (all throwaway) included, to test/fixtures/RELEASE/SCENARIO.har.
 */
const { values, positionals } = parseArgs({
  options: {
    litellm: { type: 'string' },
    policies: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const litellm = values.litellm ?? (values.policies ? NEWEST_LITELLM : PINNED_LITELLM);
const scenarios = chosen(values.policies ? RECORDED_SCENARIOS : SCENARIOS, positionals);
const directory = join(root, 'test/fixtures', litellm);
const stack = await startStack({ litellm, withPolicies: values.policies });
const recorder = await startRecorder(stack);
await mkdir(directory, { recursive: true });

for (const { id, title } of scenarios) {
  const {
    failed,
    text,
    har: { log },
  } = await recorder.play(id);
  const har = { log: { ...log, ...origin(title) } };
  await writeFile(join(directory, `${id}.har`), `${JSON.stringify(har, null, 1)}\n`);
  console.log(`${id}: ${log.entries.length} entries, ${failed ? 'failed: ' : ''}${text.slice(0, 120)}`);
}
await recorder.close();
await stack.close();

/** Where a recording comes from, for whoever reads it later. */
function origin(title: string) {
  return {
    comment: `"${title}" in the demo agent, LiteLLM ${litellm}, as Chromium's DevTools recorded it.`,
    _hopscope: {
      litellm,
      config: stack.config,
      command: `node test/stack/run.mjs test/stack/record.ts --litellm ${litellm}${values.policies ? ' --policies' : ''}`,
      debugHeader: 'added by Hopscope, not by the page',
    },
  };
}
