import type { CDPSession, Frame } from 'puppeteer-core';
import { saveFromDialog } from '../e2e/file-driver.ts';
import { type Figure, milliseconds } from './figure.ts';
import { inPanel, manyText, type Opened, openLarge } from './in-panel.ts';
import { MANY } from './many.ts';

/** Of a hundred recorded requests 88 are MCP. */
const ENTRIES = Math.ceil(MANY / 0.88);
const BUSY_AIM = 2_000;
const TASK_AIM = 100;

/** What an export of many exchanges costs the panel's own thread, from the click to the saved file. */
export function exportFigures(): Promise<readonly Figure[]> {
  return inPanel(measure);
}

async function measure(opened: Opened): Promise<readonly Figure[]> {
  const { browser, panel, folder } = opened;
  const text = manyText(ENTRIES);
  await openLarge(opened, text);
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
