import type { Frame, Page } from 'puppeteer-core';
import { expect, vi } from 'vitest';
import { sessionRules } from './debug-mode.ts';

/** A page of the extension: the panel, or the options page. */
export type Looker = Frame | Page;

/** How debug mode is to stand in a tab, wherever it is shown. */
export interface Expected {
  readonly badge: string;
  /** The origins of its own session rules. */
  readonly rules: readonly string[];
}

/** The id of the panel's tab. */
export async function tabIdOf(panel: Frame): Promise<number> {
  return Number(await panel.evaluate('chrome.devtools.inspectedWindow.tabId'));
}

/**
 * Waits until badge, rules and the panel's switch say the same, none of which starts a worker, and then asks the background
 * whether it says so too.
 * @param panel the panel of the tab, where it is open
 * @param timeout in milliseconds
 * @returns how long it took, in milliseconds
 */
export async function expectAgreement(
  looker: Looker,
  tabId: number,
  { badge, rules }: Expected,
  panel?: Frame,
  timeout = 20_000,
): Promise<number> {
  const begun = performance.now();
  const agrees = async () => {
    expect({
      badge: await looker.evaluate(`chrome.action.getBadgeText({ tabId: ${tabId} })`),
      rules: await originsInTab(looker, tabId),
      ...(panel && { switch: await panel.$eval('[role="switch"]', (each) => each.ariaChecked) }),
    }).toEqual({
      badge,
      rules: [...rules].sort(),
      ...(panel && { switch: String(badge === 'on' || badge === '!') }),
    });
  };
  await vi.waitFor(agrees, { timeout, interval: 20 });
  const took = performance.now() - begun;
  const answer = await looker.evaluate(
    `chrome.runtime.sendMessage({ ask: 'debug.read', input: { tabId: ${tabId} } })`,
  );
  expect((answer as { gateways: { origin: string }[] }).gateways.map(({ origin }) => origin).sort()).toEqual(
    [...rules].sort(),
  );
  return took;
}

async function originsInTab(looker: Looker, tabId: number): Promise<readonly string[]> {
  const rules = await sessionRules(looker);
  return rules
    .filter(({ condition }) => condition.tabIds?.includes(tabId))
    .map(({ condition }) => condition.urlFilter?.slice(1, -1) ?? '')
    .sort();
}
