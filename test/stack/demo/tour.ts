import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium, openPanel, screenshot, setTheme, undock } from '../../e2e/chromium.ts';
import { openCall, playInPanel, readRows, switchOnDebug } from '../panel-driver.ts';
import { root } from '../paths.ts';
import { progress } from '../progress.mjs';
import { SCENARIOS } from '../scenarios/index.ts';
import { startStack } from '../stack.ts';
import { buildExtension } from './extension.ts';
import { type Shown, table } from './table.ts';

const ARTIFACTS = join(root, 'artifacts');

/**
 * The demo for a machine without a display: plays every scenario once, prints what the panel showed of it, and takes
 * pictures of the panel.
 * @returns the scenarios of which the panel showed nothing
 */
export async function tour(): Promise<readonly string[]> {
  const extensionDir = await buildExtension('loopback');
  const stack = await startStack();
  const browser = await launchChromium({ extensionDir, headless: true });
  const page = await browser.newPage();
  await page.goto(stack.agent);
  const { panel, devtools } = await openPanel(page);
  await switchOnDebug(panel, new URL(stack.agent).origin, ...stack.gateways);
  await undock(devtools);

  const shown: Shown[] = [];
  await progress(`Playing ${SCENARIOS.length} scenarios`, async () => {
    for (const { id } of SCENARIOS) {
      await playInPanel(page, panel, id);
      shown.push({ scenario: id, rows: await readRows(panel) });
    }
  });
  console.log(`\n${table(shown)}\n`);

  await playInPanel(page, panel, 'key-leak');
  await openCall(panel, 'tools/call');
  await mkdir(ARTIFACTS, { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    const file = join(ARTIFACTS, `panel-${theme}.png`) as `${string}.png`;
    await setTheme(devtools, theme);
    await screenshot(devtools, file);
    console.log(`Screenshot: ${file}`);
  }
  await browser.close();
  await stack.close();
  return shown.filter(({ rows }) => rows.length === 0).map(({ scenario }) => scenario);
}
