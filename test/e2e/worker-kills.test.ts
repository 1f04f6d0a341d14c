import { setTimeout } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { expectAgreement, tabIdOf } from './agreement.ts';
import { DIST_LOOPBACK } from './build.ts';
import { killWorker, launchChromium, openPanel, undock } from './chromium.ts';
import { closeAfterAll } from './closing.ts';
import { readDebug } from './debug-mode.ts';
import { openTabWith } from './open-tab.ts';
import { type Server, startServer } from './server.ts';
import { sized } from './sized.ts';

const KILLS = sized({ test: 20, soak: 200 });
/** Sent while the worker is killed, and as many once all is settled again. */
const HALF_A_ROUND = 5;
const EXCHANGES = 2 * HALF_A_ROUND * KILLS;
const LATEST_KILL = 60;

const closing = closeAfterAll();
let gateway: Server;
let browser: Browser;

beforeAll(async () => {
  gateway = await startServer((request, response) => {
    const number = Number(new URL(request.url ?? '', 'http://gateway').searchParams.get('n'));
    response.writeHead(statusOf(number), { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', id: number, result: { content: [] } }));
  });
  closing(gateway);
  browser = closing(await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true }));
});

/** Ninety of them, so that the answer to another request shows. */
const statusOf = (number: number): number => 210 + (number % 90);

it(`loses, doubles and mixes up none of ${EXCHANGES} exchanges over ${KILLS} kills, and the switch is right each time`, {
  timeout: 600_000,
}, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed}`);
  const random = generator(seed);
  const { page, panel, devtools } = await openTabWith(openPanel, browser, gateway.origin);
  const tabId = await tabIdOf(panel);
  await switchOnDebug(panel, gateway.origin, gateway.origin);

  let sent = 0;
  const send = (): Promise<void> => {
    const from = sent;
    sent += HALF_A_ROUND;
    return call(page, from, HALF_A_ROUND);
  };
  let isOn = true;
  let toggles = 0;
  let slowest = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const isToggle = random() < 0.25;
    // It may have to be started for this, which is a point to be killed at too.
    const work = isToggle ? toggle(panel, isOn) : readDebug(panel).catch(() => undefined);
    const during = send();
    await setTimeout(random() * LATEST_KILL);
    await killWorker(browser);
    await Promise.all([work, during]);
    if (isToggle) {
      isOn = !isOn;
      toggles += 1;
    }
    const rules = isOn ? [gateway.origin] : [];
    slowest = Math.max(
      slowest,
      await expectAgreement(panel, tabId, { badge: isOn ? 'on' : '', rules }, panel),
    );
    const settled = gateway.received.length;
    await send();
    expect(new Set(gateway.received.slice(settled).map(({ debug }) => debug))).toEqual(
      new Set([isOn ? 'true' : undefined]),
    );
  }
  console.log(`${toggles} toggles; all agreed at the latest after ${Math.round(slowest)} ms`);

  await undock(devtools);
  const statusLine = () => panel.$eval('.status-line', (line) => line.textContent);
  await vi.waitFor(async () => expect(await statusLine()).toMatch(`${EXCHANGES} MCP requests`), {
    timeout: 60_000,
  });
  expect(await readList(panel)).toEqual(
    Array.from({ length: EXCHANGES }, (_, number) => `n${number} ${statusOf(number)}`),
  );
});

/** Sends numbered calls of tools, all at once. */
function call(page: Page, from: number, count: number): Promise<void> {
  return page.evaluate(
    async (first, many) => {
      const numbers = Array.from({ length: many }, (_, index) => first + index);
      await Promise.all(
        numbers.map(async (number) => {
          const body = { jsonrpc: '2.0', id: number, method: 'tools/call', params: { name: `n${number}` } };
          const headers = { 'content-type': 'application/json' };
          const init = { method: 'POST', headers, body: JSON.stringify(body) };
          await (await fetch(`/mcp?n=${number}`, init)).text();
        }),
      );
    },
    from,
    count,
  );
}

/** Presses the panel's switch, and answers what it asks. */
async function toggle(panel: Frame, isOn: boolean): Promise<void> {
  const press = async (selector: string) => {
    const element = await panel.waitForSelector(`${selector}:not(:disabled)`);
    await element?.evaluate((each) => (each as HTMLElement).click());
  };
  await press('[role="switch"]');
  if (isOn) return;
  await panel.waitForSelector('form');
  await panel.$eval('form input[type="checkbox"]', (box) => {
    if (!box.checked) box.click();
  });
  await press('form button[type="submit"]');
}

/** Every row of the list as `n17 227`, by number. It draws those in sight only, so it is scrolled through. */
async function readList(panel: Frame): Promise<readonly string[]> {
  const rows = (await panel.evaluate(`(async () => {
    const body = document.querySelector('.grid-body');
    const found = new Map();
    for (let top = 0; ; top += body.clientHeight / 2) {
      body.scrollTop = top;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      for (const row of body.querySelectorAll('[data-id]')) {
        const text = (column) => row.querySelector('.column-' + column)?.textContent.trim() ?? '';
        found.set(row.dataset.id, text('name').split(' ')[0] + ' ' + text('status'));
      }
      if (top > body.scrollHeight) return [...found.values()];
    }
  })()`)) as string[];
  return rows.sort((one, other) => Number.parseInt(one.slice(1), 10) - Number.parseInt(other.slice(1), 10));
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
