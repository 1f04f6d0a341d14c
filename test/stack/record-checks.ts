import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sendByNode } from '../../src/cli/node-http.ts';
import { CHECKS, checkStack, expectedOf } from './checks.ts';
import { PINNED_LITELLM } from './install/litellm.ts';
import { root } from './paths.ts';
import { startStack } from './stack.ts';

/**
 * [--litellm RELEASE] [CHECK ...]: runs the checks of checks.ts against a LiteLLM release; all when none is named. It writes what was sent and came
 * back, credentials (all throwaway) included, to test/checks/recorded/RELEASE/CHECK.har, and fails when one came to something else than it has to.
 */
const { values, positionals } = parseArgs({
  options: { litellm: { type: 'string', default: PINNED_LITELLM } },
  allowPositionals: true,
});
const { litellm } = values;
const directory = join(root, 'test/checks/recorded', litellm);
await mkdir(directory, { recursive: true });
const stack = await startStack({ litellm });
for (const each of CHECKS.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
  const { result, entries, target } = await checkStack(stack, each, sendByNode);
  const { verdict, hops } = expectedOf(each, litellm);
  const isRight = result.verdict === verdict && hops.includes(result.failingHop);
  if (!isRight) process.exitCode = 1;
  console.log(
    `${each.id}: ${isRight ? 'as it has to be' : 'WRONG'}: ${result.verdict}, ${result.failingHop ?? 'no hop fails'}, ${entries.length} requests`,
  );
  const log = {
    version: '1.2',
    creator: { name: 'record-checks', version: '1' },
    entries,
    comment: `The check "${each.id}" of LiteLLM ${litellm}, as Node's fetch sent it.`,
    _hopscope: {
      litellm,
      config: stack.config,
      command: `node test/stack/run.mjs test/stack/record-checks.ts --litellm ${litellm} ${each.id}`,
      target,
    },
  };
  await writeFile(join(directory, `${each.id}.har`), `${JSON.stringify({ log }, null, 1)}\n`);
}
await stack.close();
