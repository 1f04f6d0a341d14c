import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Frame } from 'puppeteer-core';
import { DIST_LOOPBACK } from '../e2e/build.ts';
import { launchChromium, openPanel, undock } from '../e2e/chromium.ts';
import { openFile, saveFromDialog } from '../e2e/file-driver.ts';
import { type Figure, milliseconds } from './figure.ts';
import { MANY, manyEntries } from './many.ts';

/** Of a hundred recorded requests 88 are MCP. */
const ENTRIES = Math.ceil(MANY / 0.88);
const BUSY_AIM = 2_000;
const TASK_AIM = 100;

/** What an export of many exchanges costs the panel's own thread, from the click to the saved file. */
export async function exportFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-bench-'));
  const browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true });
  try {
    const { panel, devtools } = await openPanel(browser, await browser.newPage());
    await undock(devtools);
    await devtools.bringToFront();
    devtools.setDefaultTimeout(300_000);
    const log = { version: '1.2', creator: { name: 'bench', version: '1' }, entries: manyEntries(ENTRIES) };
    const text = JSON.stringify({ log });
    await writeFile(join(folder, 'many.har'), text);
    await openFile(panel, join(folder, 'many.har'));
    const exchanges = await panel.$eval('.status-line', (line) => Number.parseInt(line.textContent, 10));
    const plain = await stringify(panel, text);
    const measured = await watchTasks(panel);
    await saveFromDialog(browser, panel, folder);
    const { busy, longest } = await measured();
    const what = `export of ${exchanges} exchanges from the panel`;
    const baseline = `JSON.stringify of the file there: ${milliseconds(plain)}`;
    return [
      {
        what: `${what}, its thread busy`,
        value: milliseconds(busy),
        baseline: `${baseline}; ${(busy / plain).toFixed(1)} times that`,
        aim: { text: milliseconds(BUSY_AIM), met: busy <= BUSY_AIM },
      },
      {
        what: `${what}, longest task`,
        value: longest === 0 ? 'under 50 ms' : milliseconds(longest),
        baseline,
        aim: { text: milliseconds(TASK_AIM), met: longest <= TASK_AIM },
      },
    ];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

/** The fastest of five times: other work of the machine makes it slower only. */
const stringify = (panel: Frame, har: string): Promise<number> =>
  panel.evaluate((text) => {
    const parsed = JSON.parse(text);
    const times = Array.from({ length: 5 }, () => {
      const begin = performance.now();
      JSON.stringify(parsed);
      return performance.now() - begin;
    });
    return Math.min(...times);
  }, har);

/** Notes what the panel's thread does from now on; the answer stops it. Milliseconds; tasks under 50 are not told. */
async function watchTasks(panel: Frame): Promise<() => Promise<{ busy: number; longest: number }>> {
  const { client } = panel as unknown as { readonly client: CDPSession };
  await client.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  await panel.evaluate(`globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: 'longtask' });`);
  const before = await busy();
  return async () => ({
    busy: (await busy()) - before,
    longest: (await panel.evaluate('Math.max(0, ...longTasks)')) as number,
  });
}
