import type { CDPSession, Frame } from 'puppeteer-core';
import { type Figure, p95, spread } from './figure.ts';
import { inPanel, manyText, type Opened, openLarge } from './in-panel.ts';
import { MANY } from './many.ts';

const ROUNDS = 30;
const OPEN_AIM = 100;
const ACT_AIM = 50;
const HEAP_AIM = 120;

/** Runs in the panel: how long from something done to the frame that shows it, many times over. */
const FRAMES = `globalThis.framesAfter = async (rounds, act) => {
  const times = [];
  for (let n = 0; n < rounds; n++) {
    const begin = performance.now();
    act(n);
    await new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    }));
    times.push(performance.now() - begin);
  }
  return times;
};
globalThis.filterBy = (text) => {
  const box = document.querySelector('input[type="search"]');
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
};`;

/** What the panel takes with many rows: opening, a row's click, a key in the filter, scrolling, memory. */
export function panelFigures(): Promise<readonly Figure[]> {
  return inPanel(measure);
}

async function measure(opened: Opened): Promise<readonly Figure[]> {
  const { panel } = opened;
  await panel.evaluate(FRAMES);
  const text = manyText(MANY);
  const before = await heap(panel);
  await openLarge(opened, text);
  const after = await heap(panel);
  const rows = await panel.$eval('.status-line', (line) => line.textContent);

  const act = async (rounds: number, code: string) =>
    (await panel.evaluate(`framesAfter(${rounds}, (n) => { ${code} })`)) as number[];
  const nothing = await act(ROUNDS, '');
  const frame = `a frame with nothing to do: ${spread(nothing)}`;
  const click = await act(ROUNDS, `document.querySelectorAll('[role="grid"] [data-id]')[n % 12 + 2].click()`);
  await act(
    1,
    `document.activeElement.blur(); document.querySelector('.detail button[aria-label^="Close"]')?.click()`,
  );
  const scroll = await act(ROUNDS, `document.querySelector('.grid-body').scrollTop = n * 4000`);
  const keys = await act(ROUNDS, `filterBy('status:4xx echo'.slice(0, n % 15 + 1))`);
  const open: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    await act(1, `filterBy('nothing-has-this-text')`);
    open.push(...(await act(1, `filterBy('')`)));
  }
  return [
    {
      what: `list of ${rows.trim()} opens`,
      value: spread(open),
      baseline: frame,
      aim: { text: `within ${OPEN_AIM} ms`, met: p95(open) <= OPEN_AIM },
    },
    ...[
      { what: 'row click', times: click },
      { what: 'filter keystroke', times: keys },
      { what: 'scroll step', times: scroll },
    ].map(({ what, times }) => ({
      what,
      value: spread(times),
      baseline: frame,
      aim: { text: `within ${ACT_AIM} ms`, met: p95(times) <= ACT_AIM },
    })),
    {
      what: `heap at ${MANY} exchanges`,
      value: `${Math.round(after)} MB, ${Math.round(before)} MB of it before`,
      baseline: `the file: ${Math.round(text.length / 1e6)} MB`,
      aim: { text: `under ${HEAP_AIM} MB`, met: after < HEAP_AIM },
    },
  ];
}

/** The panel's heap in MB, garbage collected. Puppeteer (24.43) has the frame's own session, and no type for it. */
async function heap(panel: Frame): Promise<number> {
  const { client } = panel as Frame & { readonly client: CDPSession };
  await client.send('HeapProfiler.collectGarbage');
  return (await client.send('Runtime.getHeapUsage')).usedSize / 1e6;
}
