import type { Browser, Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { openCall, playInPanel, switchOnDebug } from '../stack/panel-driver.ts';
import { joinStack, STACK_START, type Stack } from '../stack/stack.ts';
import { faultsIn } from './axe.ts';
import { button, clickToRun, fillIn, openSheet } from './check-sheet.ts';
import { closeAfterAll } from './closing.ts';
import { driver } from './driver.ts';
import { click, clickFirst, fill, type Panel, waitFor, waitForElement } from './panel.ts';
import { shoot } from './pictures.ts';

const closing = closeAfterAll();
let browser: Browser;
let page: Page;
let stack: Stack;
let panel: Panel;
let devtools: unknown;

beforeAll(async () => {
  stack = closing(await joinStack());
  browser = closing(await driver.launch({ build: 'loopback' }));
  page = await browser.newPage();
  await page.goto(stack.agent);
  ({ panel, devtools } = await driver.openPanel(page));
  await switchOnDebug(panel, new URL(stack.agent).origin, stack.proxy);
  await driver.makeRoom(devtools);
}, STACK_START);

const textOf = (selector: string): Promise<string> =>
  panel.$eval(selector, (element) => element.textContent.replaceAll(/\s+/g, ' ').trim());

/** Runs the check that the sheet proposes, and reads its headline. */
async function runProposed(): Promise<string> {
  await clickToRun(panel, button('Run check'));
  return textOf('.check-headline');
}

it('asks the gateway with the key that the page sent, from the finding of a call that failed', async () => {
  await playInPanel(page, panel, 'server-down');
  await openCall(panel, 'tools/list');
  await clickFirst(panel, button('Check…'));
  await waitForElement(panel, '.check-form');
  await shoot(panel, devtools, 'form');
  expect(await runProposed()).toBe(
    '“down” fails at LiteLLM → server: LiteLLM can’t reach the MCP server “down”',
  );
  expect(await textOf('.check-run')).toContain('The check and the page’s request both fail');
  await shoot(panel, devtools, 'broken');
});

it('finds a healthy server ready, and the page’s own call beside it', async () => {
  await click(panel, '[aria-label="Close the check"]');
  await playInPanel(page, panel, 'works');
  await clickFirst(panel, button('Check a server…'));
  await waitForElement(panel, '.check-form');
  expect(await runProposed()).toBe('“everything” is ready');
  const steps = await textOf('.check-steps');
  expect(steps).toContain('13 tools');
  await shoot(panel, devtools, 'ready');
});

it('takes its rows for its own: the page’s counts stay', async () => {
  const line = await textOf('.status-line');
  expect(line).toMatch(/\d+ by checks/);
  expect(line).not.toMatch(/[1-9]\d* errors?/);
});

it('knows a wrong key that was typed, and shows it nowhere', async () => {
  await clickFirst(panel, button('Change…', '.check-run'));
  await clickFirst(
    panel,
    `[...document.querySelectorAll('.check-form label')].find((each) => each.textContent.startsWith('Typed here'))`,
  );
  await fill(panel, '.check-form input[type="password"]', 'sk-throwaway-wrong-key-of-panel');
  await shoot(panel, devtools, 'typed-key');
  expect(await runProposed()).toContain('fails at');
  const shown = await panel.evaluate('document.documentElement.outerHTML');
  expect(shown).not.toContain('sk-throwaway-wrong-key-of-panel');
  await shoot(panel, devtools, 'wrong-key');
});

it('has no fault that axe finds halfway, colours and all, and ends when it is stopped', async () => {
  await openSheet(panel);
  const call = { tool: 'everything-trigger-long-running-operation', arguments: { duration: 60, steps: 1 } };
  const target = { url: `${stack.proxy}/mcp/everything`, credentialHeaders: [], call };
  await fillIn(panel, target, [{ name: 'x-litellm-api-key', value: stack.key }]);
  await clickFirst(panel, button('Run check'));
  await waitFor(
    panel,
    `document.querySelector('.check-steps .waiting')?.textContent.startsWith('Call a tool')`,
  );
  for (const theme of ['light', 'dark'] as const) {
    await driver.setTheme(panel, devtools, theme);
    expect(await faultsIn(panel)).toEqual([]);
  }
  await shoot(panel, devtools, 'running');
  await clickFirst(panel, button('Stop'));
  const [headline, steps] = [await textOf('.check-headline'), await textOf('.check-steps')];
  expect(headline).toContain('was stopped. Nothing more is sent.');
  expect(steps).toMatch(/List the tools ?works.*Call a tool ?stopped.*Resource metadata ?not reached/);
  await shoot(panel, devtools, 'stopped');
});
