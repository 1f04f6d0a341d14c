import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Observed, TabDebug } from '../../src/messages.ts';
import { eventually } from '../eventually.ts';
import { type Panel, withApi } from './panel.ts';
import type { Server } from './server.ts';

/** How debug mode stands in the panel's tab, asked of the background as the panel does. */
export function readDebug(panel: Panel): Promise<TabDebug> {
  return ask(panel, 'debug.read', `{ tabId: chrome.devtools.inspectedWindow.tabId }`);
}

/** Switches debug mode of the panel's tab, as the panel does once it has the permissions. */
export function setDebug(panel: Panel, origins: readonly string[]): Promise<TabDebug> {
  const input = `{ tabId: chrome.devtools.inspectedWindow.tabId, origins: ${JSON.stringify(origins)} }`;
  return ask(panel, 'debug.set', input);
}

/** What the background observed of the panel's tab. */
export async function readObserved(panel: Panel): Promise<readonly Observed[]> {
  return (await panel.evaluate(
    `chrome.runtime.sendMessage({ ask: 'observed.read', input: { tabId: chrome.devtools.inspectedWindow.tabId } })`,
  )) as readonly Observed[];
}

/** The session rules in force, in the whole browser. */
export async function sessionRules(panel: Panel | Page): Promise<chrome.declarativeNetRequest.Rule[]> {
  return (await withApi(
    panel,
    'chrome.declarativeNetRequest.getSessionRules()',
  )) as chrome.declarativeNetRequest.Rule[];
}

/** Waits until the toolbar button of the panel's tab shows a badge and a title, and fails when it does not. */
export async function expectButton(panel: Panel, text: string, title: RegExp): Promise<void> {
  await eventually(async () => {
    const tabId = Number(await panel.evaluate('chrome.devtools.inspectedWindow.tabId'));
    const shown = await withApi(
      panel,
      `(async () => {
        const tab = { tabId: ${tabId} };
        return { text: await chrome.action.getBadgeText(tab), title: await chrome.action.getTitle(tab) };
      })()`,
    );
    expect(shown).toEqual({ text, title: expect.stringMatching(title) });
  });
}

/** Has a page call a gateway, and returns the debug header that arrived. */
export async function debugHeader(page: Page, gateway: Server): Promise<string | undefined> {
  await page.evaluate((url) => fetch(url, { method: 'POST' }), `${gateway.origin}/mcp`);
  return gateway.received.at(-1)?.debug;
}

/** The patterns of the sites that Hopscope has a permission for. */
export function grantedOrigins(panel: Panel): Promise<unknown> {
  return withApi(panel, `chrome.permissions.getAll().then(({ origins }) => origins)`);
}

async function ask(panel: Panel, name: string, input: string): Promise<TabDebug> {
  return (await panel.evaluate(
    `chrome.runtime.sendMessage({ ask: '${name}', input: ${input} })`,
  )) as TabDebug;
}
