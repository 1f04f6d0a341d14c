import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entry } from '../har-entry.ts';
import { PINNED_LITELLM } from '../stack/install/litellm.ts';
import { root } from '../stack/paths.ts';
import { DIST_LOOPBACK } from './build.ts';
import { launchChromium, openPanel, show, undock } from './chromium.ts';
import { closeAfterAll } from './closing.ts';
import { setDebug } from './debug-mode.ts';
import { goBack, openFile } from './file-driver.ts';
import { type HoldingServer, startHoldingServer } from './holding-server.ts';
import { openTabWith } from './open-tab.ts';
import { listTools, MCP_ACCEPT } from './page-fetch.ts';
import { click, fill, waitFor, waitForElement } from './panel.ts';
import { sized } from './sized.ts';

/** More than the list has room for, and more than one go of the panel's. */
const BURST = sized({ test: 120, soak: 300 });
const TURNS = sized({ test: 2, soak: 5 });

const closing = closeAfterAll();
let gateway: HoldingServer;
let folder: string;
let page: Page;
let panel: Frame;
let devtools: Page;
/** How many calls the page sent since the list was empty. */
let sent = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-scroll-'));
  closing({ close: () => rm(folder, { recursive: true }) });
  gateway = await startHoldingServer((request, response) => {
    if (request.url?.startsWith('/mcp/hang')) return;
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: { tools: [] } }));
  });
  closing(gateway);
  const browser = closing(await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true }));
  ({ page, panel, devtools } = await openTabWith(openPanel, browser, gateway.origin));
  await undock(devtools);
  // A window behind another draws nothing and takes no wheel.
  await devtools.bringToFront();
  // On a busy machine DevTools are slow to tell of a burst.
  devtools.setDefaultTimeout(120_000);
});

/** Empties the list. */
async function empty(): Promise<void> {
  await click(panel, 'button[aria-label="Clear"]');
  await waitForElement(panel, '.empty');
  sent = 0;
}

/** Has the page send calls, as many at a time as Chromium allows, and waits for the last response. */
function send(count = BURST, path = '/mcp/list'): Promise<void> {
  sent += count;
  return page.evaluate(
    async (url, init, many) => {
      const call = async () => (await fetch(url, init)).text();
      await Promise.all(Array.from({ length: many }, call));
    },
    `${gateway.origin}${path}`,
    listTools(MCP_ACCEPT),
    count,
  );
}

/** Waits until the panel has every call that the page sent. */
const arrived = (): Promise<void> => waitForElement(panel, `[role="grid"][aria-rowcount="${sent + 1}"]`);

async function burst(): Promise<void> {
  await send();
  await arrived();
}

async function expectFollowingBurst(): Promise<void> {
  await burst();
  await expectFollowing();
}

const expectAt = async (offset: number) => expect((await position()).offset).toBe(offset);

async function expectBurstLeavesAt(offset: number): Promise<void> {
  await burst();
  await expectAt(offset);
}

/** Waits until so many calls more than now are in the panel. */
async function waitForSome(count: number): Promise<void> {
  const shown = `Number(document.querySelector('[role="grid"]').getAttribute('aria-rowcount'))`;
  const now = Number(await panel.evaluate(shown));
  await waitFor(panel, `${shown} >= ${now + count}`);
}

/** Gives the DevTools window a size, and waits until the panel has it. */
async function resize(width: number, height: number): Promise<void> {
  await devtools.setViewport({ width, height });
  await waitFor(panel, `innerWidth === ${width} && innerHeight > ${height - 120} && innerHeight < ${height}`);
  await position();
}

/** How far the list is scrolled, and how far it can be. */
async function position(): Promise<{ readonly offset: number; readonly end: number }> {
  // Two frames later everything that a change of the list causes has happened.
  return (await panel.evaluate(`new Promise((give) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { scrollTop, scrollHeight, clientHeight } = document.querySelector('.grid-body');
    give({ offset: Math.round(scrollTop), end: Math.round(scrollHeight - clientHeight) });
  })))`)) as { offset: number; end: number };
}

async function expectFollowing(): Promise<void> {
  const { offset, end } = await position();
  expect(end - offset, 'pixels below the list').toBeLessThanOrEqual(1);
  // The newest row is made, not only its place.
  await waitFor(
    panel,
    `(() => {
      const grid = document.querySelector('[role="grid"]');
      return grid.querySelector('.grid-body [aria-rowindex="' + grid.getAttribute('aria-rowcount') + '"]');
    })()`,
  );
}

/** In the DevTools window. */
async function middleOfList(): Promise<{ readonly x: number; readonly y: number }> {
  const frame = await panel.frameElement();
  const box = await frame?.boundingBox();
  if (!box) throw new Error('the panel is not on the screen');
  const inFrame = await panel.$eval('.grid-body', (list) => {
    const { left, top, width, height } = list.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  return { x: box.x + inFrame.x, y: box.y + inFrame.y };
}

/** Turns the wheel over the list. */
async function wheel(by: number): Promise<void> {
  const { x, y } = await middleOfList();
  await devtools.mouse.move(x, y);
  await devtools.mouse.wheel({ deltaY: by });
}

/** Focuses an element where it is. */
const focusOn = (selector: string): Promise<void> =>
  panel.$eval(selector, (element) => (element as HTMLElement).focus({ preventScroll: true }));

/** Scrolls up with the wheel. @returns where the list rests then */
async function leave(by = 1500): Promise<number> {
  const list = `document.querySelector('.grid-body')`;
  await wheel(-by);
  await waitFor(panel, `${list}.scrollHeight - ${list}.clientHeight - ${list}.scrollTop >= ${by}`);
  for (let before = Number.NaN; ; ) {
    const { offset } = await position();
    if (offset === before) return offset;
    before = offset;
  }
}

describe('the list', () => {
  beforeEach(async () => {
    await empty();
    await expectFollowingBurst();
  });

  it('follows every burst', async () => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      await expectFollowingBurst();
    }
  });

  it('stays where the person scrolled to in the middle of a burst, and follows again from the end on', async () => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const first = send();
      await waitForSome(20);
      const offset = await leave();
      await Promise.all([first, send()]);
      await arrived();
      await expectAt(offset);

      const second = send();
      await waitForSome(20);
      await wheel(1_000_000);
      // It may come after all of the burst.
      await waitFor(panel, `document.querySelector('.grid-body').scrollTop > ${offset}`);
      await second;
      await arrived();
      await expectFollowing();
    }
  });

  it('is left by a small turn of the wheel, too', async () => {
    const offset = await leave(4);
    await expectBurstLeavesAt(offset);
  });

  it('follows after a filter, and goes nowhere by one', async () => {
    await filterAllAway();
    await expectAt(0);
    await expectFollowingBurst();

    await leave();
    await filterAllAway();
    await expectBurstLeavesAt(0);
  });

  /** Filters by a text that no row has, and by none again. */
  async function filterAllAway(): Promise<void> {
    await fill(panel, 'input[type="search"]', 'nothing-has-this-text');
    await waitForElement(panel, '.nothing-shown');
    await fill(panel, 'input[type="search"]', '');
    await waitFor(panel, `!document.querySelector('.nothing-shown')`);
  }

  it('does not follow while a row is selected, and follows again afterwards', async () => {
    const sending = send();
    await waitForSome(20);
    await panel.$$eval('.grid-body [data-id]', (rows) => (rows.at(-1) as HTMLElement).click());
    await waitForElement(panel, '.grid-body [aria-selected="true"]');
    const { offset } = await position();
    await sending;
    await arrived();
    await expectAt(offset);
    await click(panel, 'button[aria-label="Close the details"]');
    await waitForElement(panel, '.overview');
    await expectFollowing();
    await expectFollowingBurst();
  });

  it('takes clicks while it follows a burst', async () => {
    const sending = send();
    const hit = await panel.evaluate(`new Promise((give) => {
      const list = document.querySelector('.grid-body');
      const { left, top, width, height } = list.getBoundingClientRect();
      // Not at the event itself: virtua takes the pointer away in the render that follows.
      list.addEventListener('scroll', () => requestAnimationFrame(() =>
        give(document.elementFromPoint(left + width / 2, top + height / 2).closest('[data-id]') !== null),
      ), { once: true });
    })`);
    expect(hit).toBe(true);
    await sending;
    await arrived();
  });

  it('stays where the keys led after the selection is gone', async () => {
    await focusOn('.grid-body [tabindex="0"]');
    for (const key of ['End', 'PageUp', 'PageUp'] as const) await devtools.keyboard.press(key);
    await waitForElement(panel, '.detail');
    const { offset, end } = await position();
    expect(offset).toBeLessThan(end - 24);
    await devtools.keyboard.press('Escape');
    await waitForElement(panel, '.overview');
    await expectBurstLeavesAt(offset);
  });

  it('keeps the newest row in sight when the panel changes its size', async () => {
    for (const height of [500, 700, 620, 900]) {
      await resize(1440, height);
      await expectFollowing();
    }
    // Narrow, the list stands above its splitter.
    await resize(700, 900);
    await waitForElement(panel, '.split:not(.wide)');
    await expectFollowing();
    const splitter = await panel.$('.splitter');
    await splitter?.focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const) {
      await devtools.keyboard.press(key);
      await expectFollowing();
    }
    await resize(1440, 900);
    await waitForElement(panel, '.split.wide');
    await expectFollowingBurst();
  });

  it('follows while rows come and go', async () => {
    await setDebug(panel, [gateway.origin]);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const held = send(1, `/mcp/hang?n=${turn}`);
      await waitForElement(panel, '.grid-row.open');
      await expectFollowing();
      gateway.open.get('/mcp/hang')?.setHeader('content-type', 'application/json').end('{}');
      await held;
      await waitFor(panel, `!document.querySelector('.grid-row.open')`);
      gateway.forget();
      await expectFollowing();
      await expectFollowingBurst();
    }
    await setDebug(panel, []);
  });

  it('follows the next recording after Clear, also where the person had left the end', async () => {
    await leave();
    await empty();
    await expectFollowingBurst();
  });

  it('leaves the list where it was under a file', async () => {
    const path = join(folder, 'some.har');
    const entries = Array.from({ length: 200 }, () => entry({}));
    await writeFile(
      path,
      JSON.stringify({ log: { version: '1.2', creator: { name: 'a', version: '1' }, entries } }),
    );
    await openFile(panel, path);
    await leave();
    await burstUnderFile();
    await expectFollowing();
    const offset = await leave();
    await openFile(panel, path);
    await burstUnderFile();
    await expectAt(offset);
  });

  /** A burst of which the panel only counts the requests, until the person goes back from the file. */
  async function burstUnderFile(): Promise<void> {
    await send();
    await waitFor(panel, `document.querySelector('.file-bar').textContent.includes('(${sent} ')`);
    await goBack(panel);
    await arrived();
  }

  it('follows what came while another panel of DevTools was open', async () => {
    await burstBehind();
    await expectFollowing();
    const offset = await leave();
    await burstBehind();
    await expectAt(offset);
  });

  async function burstBehind(): Promise<void> {
    await show(devtools, 'network');
    await burst();
    await show(devtools, 'chrome-extension');
  }
});

/** What of the DevTools window is scrolled: an element's class and how far. */
const scrolledAround = `(() => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  return all(document).filter(({ scrollTop, scrollLeft }) => scrollTop || scrollLeft)
    .map(({ className, scrollTop, scrollLeft }) => className + ' ' + scrollTop + ' ' + scrollLeft);
})()`;

/** Waits until the element that has the focus is a certain one, and expects it in sight, and DevTools where they were. */
async function expectInSight(selector: string): Promise<void> {
  await waitFor(panel, `document.activeElement?.matches('${selector}')`);
  await position();
  const hidden = await panel.evaluate(`(() => {
    const { top, bottom, left, right } = document.activeElement.getBoundingClientRect();
    const box = document.activeElement.parentElement.closest('dialog, .tab-panel, .tabs, body').getBoundingClientRect();
    return top >= box.bottom || bottom <= box.top || left >= box.right || right <= box.left;
  })()`);
  expect(hidden, `${selector} out of sight`).toBe(false);
  expect(await devtools.evaluate(scrolledAround)).toEqual([]);
}

describe('what gets the focus', () => {
  beforeAll(async () => {
    await openFile(panel, join(root, 'test/fixtures', PINNED_LITELLM, 'wrong-key.har'));
    // Little room, so that nearly everything has to be scrolled to.
    await resize(700, 420);
    await click(panel, '.grid-body .error[data-id]');
  });

  it('comes into sight by a jump, and DevTools stay where they are', async () => {
    const evidence = '.detail .evidence button';
    await waitForElement(panel, evidence);
    const count = await panel.$$eval(evidence, (all) => all.length);
    expect(count).toBeGreaterThan(2);
    for (let index = 0; index < count; index += 1) {
      await click(panel, '.detail [data-tab="diagnosis"]');
      await waitForElement(panel, evidence);
      await panel.$$eval(evidence, (all, at) => (all[at] as HTMLElement).click(), index);
      await expectInSight('.arrived');
    }
  });

  it('comes into sight by the keys, sideways too', async () => {
    await resize(300, 420);
    await focusOn('.detail [data-tab="diagnosis"]');
    for (const key of ['End', 'ArrowLeft', 'Home', 'ArrowRight'] as const) {
      await devtools.keyboard.press(key);
      await expectInSight('.tabs [aria-selected="true"]');
    }
    await devtools.keyboard.press('ArrowLeft');
    await expectInSight('[data-tab="diagnosis"]');
  });

  it('comes into sight in a menu and in dialogs', async () => {
    await resize(700, 420);
    await click(panel, '.detail [aria-haspopup="menu"]');
    await expectInSight('[role="menuitem"]');
    await devtools.keyboard.press('End');
    await expectInSight('[role="menuitem"]:last-child');
    await devtools.keyboard.press('Escape');
    await expectInSight('.detail [aria-haspopup="menu"]');
    await click(panel, '.about-rule');
    await expectInSight('dialog[open] *');
    await devtools.keyboard.press('Escape');
    await expectInSight('.about-rule');
  });
});
