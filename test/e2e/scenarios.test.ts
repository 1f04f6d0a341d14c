import type { Browser, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PanelRow, playInPanel, readRows, switchOnDebug } from '../stack/panel-driver.ts';
import { SCENARIOS } from '../stack/scenarios/index.ts';
import { joinStack, STACK_START } from '../stack/stack.ts';
import { closeAfterAll } from './closing.ts';
import { driver, inEach } from './driver.ts';
import { CHROMIUM_ONLY } from './firefox/differences.ts';
import { WIRE_SHAPES } from './firefox/scenarios.ts';
import type { Panel } from './panel.ts';
import { sized } from './sized.ts';

const closing = closeAfterAll();
let browser: Browser;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  const stack = closing(await joinStack());
  browser = closing(await driver.launch({ build: 'loopback' }));
  page = await browser.newPage();
  await page.goto(stack.agent);
  // Else its scripts are among a scenario's requests, and DevTools do not always tell that one of those ended (Chromium 156).
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js', { type: 'module' });
    await navigator.serviceWorker.ready;
  });
  const opened = await driver.openPanel(page);
  panel = opened.panel;
  await switchOnDebug(panel, new URL(stack.agent).origin, ...stack.gateways);
  await driver.makeRoom(opened.devtools);
}, STACK_START);

const play = async (id: string): Promise<readonly PanelRow[]> => {
  await playInPanel(page, panel, id);
  return readRows(panel);
};

const rulesIn = (rows: readonly PanelRow[]): readonly string[] => {
  const rules = rows.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  // That a refusal brings no debug headers is no finding about the scenario.
  return [...new Set(rules)].filter((rule) => rule !== 'debug-headers-absent').toSorted();
};

/** Two of the calls go out at once. */
const byCall = (rows: readonly PanelRow[]): readonly PanelRow[] =>
  rows.toSorted((a, b) => (a.call < b.call ? -1 : 1));

// First, while the worker runs: the browser ends an idle one by itself.
it('a worker killed between two calls loses nothing and changes nothing', async () => {
  const before = byCall(await play('works'));
  await driver.killBackground(browser);
  expect(byCall(await play('works'))).toEqual(before);
});

/** Whether LiteLLM still holds a hundred sessions depends on when it last cleaned up; the recording shows the refusal. */
const REPEATABLE = SCENARIOS.filter(({ id }) => id !== 'sessions-used-up');

const PLAYED = inEach({
  chromium: REPEATABLE,
  firefox: sized({ test: REPEATABLE.filter(({ id }) => WIRE_SHAPES.has(id)), soak: REPEATABLE }),
});

/** DevTools tell of these preflights first, so that the request needs no finding of its own; the recordings have them behind it. */
const PREFLIGHT_FIRST: Readonly<Record<string, readonly string[]>> = {
  'preflight-refused': ['failure-unexplained'],
  'preflight-narrow': ['failure-unexplained'],
};

describe('each scenario of the agent page, through the real LiteLLM, in the real DevTools', () => {
  it.each(PLAYED)('$id shows $expect and nothing else', async ({ id, expect: expected }) => {
    const rows = await play(id);
    const without = inEach({ chromium: PREFLIGHT_FIRST[id] ?? [], firefox: CHROMIUM_ONLY[id] ?? [] });
    expect(rows).not.toEqual([]);
    expect(rulesIn(rows)).toEqual(expected.filter((rule) => !without.includes(rule)));
  });

  it('the healthy one raises no warning and no error, and shows how LiteLLM authenticates', async () => {
    const rows = await play('works');
    expect(rows.flatMap(({ findings }) => findings).filter(({ level }) => level !== 'Info')).toEqual([]);
    expect(rows.map(({ call }) => call).join()).toContain('everything-echo');
    // The stream that the page gives up has no headers in Firefox.
    const answered = inEach({ chromium: rows, firefox: rows.filter(({ status }) => status !== 'failed') });
    expect(new Set(answered.map(({ auth }) => auth))).toEqual(new Set(['no-auth']));
  });
});
