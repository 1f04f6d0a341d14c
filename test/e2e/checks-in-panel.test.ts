import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/checks/plan.ts';
import { sendByNode } from '../../src/cli/node-http.ts';
import { STEP_NAMES } from '../../src/panel/check/words.ts';
import { STEP_STATUS } from '../../src/words/check-step.ts';
import { HOP_NAMES } from '../../src/words/hops.ts';
import { CHECKS, expectedOf, inMood, prepareCheck, runPrepared } from '../stack/checks.ts';
import { joinStack, STACK_START, type Stack } from '../stack/stack.ts';
import { fillIn, openSheet, runCheck, type ShownCheck } from './check-sheet.ts';
import { closeAfterAll } from './closing.ts';
import { driver } from './driver.ts';
import type { Panel } from './panel.ts';
import { shoot } from './pictures.ts';
import { sized } from './sized.ts';

const closing = closeAfterAll();
let stack: Stack;
let panel: Panel;
let devtools: unknown;

beforeAll(async () => {
  stack = closing(await joinStack());
  const browser = closing(await driver.launch({ build: 'loopback' }));
  const page = await browser.newPage();
  await page.goto(stack.agent);
  ({ panel, devtools } = await driver.openPanel(page));
}, STACK_START);

/** One of each kind: what is healthy, what needs a login, what the browser may ask only when it is allowed, and what nobody answers. */
const SOME = ['healthy-page', 'login', 'no-pkce', 'gateway-down'];

describe('a check from the panel', () => {
  const cases = sized({ test: CHECKS.filter(({ id }) => SOME.includes(id)), soak: CHECKS });

  it.each(cases)('comes to what it has to, as the one of the command line does: $id', async (each) => {
    const prepared = await prepareCheck(stack, each);
    // The panel asks for the page of its tab.
    const origin = prepared.target.origin && new URL(stack.agent).origin;
    const target = { ...prepared.target, ...(origin && { origin }) };
    const { shown, result } = await inMood(stack, each, async () => {
      await openSheet(panel);
      await fillIn(panel, target, prepared.credentials);
      const shown = await runCheck(panel);
      await shoot(panel, devtools, each.id);
      const { result } = await runPrepared({ ...prepared, target }, sendByNode);
      return { shown, result };
    });
    const { verdict, hops } = expectedOf(each, stack.litellm);
    expect(shown.verdict).toBe(verdict);
    expect(hops.map((hop) => hop && HOP_NAMES[hop])).toContain(shown.hop);
    const due = shownOf(result);
    expect(shown).toEqual(each.failsAtEitherStep ? { ...due, steps: shown.steps } : due);
  });
});

/** How the panel has to show what a check came to. */
const shownOf = ({ verdict, failingHop, cause, failed, steps }: CheckResult): ShownCheck => ({
  verdict,
  hop: failingHop && HOP_NAMES[failingHop],
  what: cause?.title ?? failed?.says,
  steps: steps.map(({ id, status }) => `${STEP_NAMES[id]}: ${STEP_STATUS[status]}`),
});
