import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Har } from 'har-format';
import { exportHar, launchChromium, openPanel } from '../e2e/chromium.ts';
import { buildExtension } from './demo/extension.ts';
import { NEWEST_LITELLM, PINNED_LITELLM } from './install/litellm.ts';
import { playInPanel, switchOnDebug } from './panel-driver.ts';
import { root } from './paths.ts';
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
const known = values.policies ? RECORDED_SCENARIOS : SCENARIOS;
const unknown = positionals.find((name) => !known.some(({ id }) => id === name));
if (unknown !== undefined) throw new Error(`no scenario is called ${unknown}`);
const scenarios = known.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
const directory = join(root, 'test/fixtures', litellm);
const extensionDir = await buildExtension('loopback');
const stack = await startStack({ litellm, withPolicies: values.policies });
const browser = await launchChromium({ extensionDir, headless: true });
const page = await browser.newPage();
await page.goto(stack.agent);
const { panel, devtools } = await openPanel(page);
await switchOnDebug(panel, new URL(stack.agent).origin, ...stack.gateways);
await mkdir(directory, { recursive: true });

for (const { id, title } of scenarios) {
  const started = Date.now();
  const { failed, text } = await playInPanel(page, panel, id);
  const { log } = since(started, await exportHar(devtools));
  const har = { log: { ...log, ...origin(title) } };
  await writeFile(join(directory, `${id}.har`), `${JSON.stringify(har, null, 1)}\n`);
  console.log(`${id}: ${log.entries.length} entries, ${failed ? 'failed: ' : ''}${text.slice(0, 120)}`);
}
await browser.close();
await stack.close();

/** The part of a recording that began at a moment (milliseconds since the epoch), page loads left out. */
function since(moment: number, { log }: Har): Har {
  const entries = log.entries.filter(({ startedDateTime }) => Date.parse(startedDateTime) >= moment);
  return { log: { ...log, entries } };
}

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
