import { browser } from '../browser/api.ts';
import { announceEveryTab, announceTab } from './announce.ts';
import { forgetObserved } from './observed-store.ts';
import { forgetOpener } from './openers.ts';
import { changeInjections } from './session-rules.ts';
import { dropTabs, renameTab } from './tab-injections.ts';

/** A tab was closed: the browser keeps its rules, and the storage what was observed, until told otherwise. */
export async function forgetTab(tabId: number): Promise<void> {
  await changeInjections((inForce) => dropTabs((each) => each === tabId, inForce));
  await Promise.all([forgetObserved([tabId]), forgetOpener(tabId)]);
}

/** A tab got another id, as when Chromium brings a discarded one back: its rules go with it. */
export async function moveTab(from: number, to: number): Promise<void> {
  await changeInjections((inForce) => renameTab(from, to, inForce));
  await forgetObserved([from]);
  await announceTab(to);
}

/** A reloaded or updated extension finds the rules of the one before, but no badges. */
export async function takeOver(): Promise<void> {
  const open = (await browser.tabs.query({})).map((tab) => tab.id);
  await changeInjections((inForce) => dropTabs((each) => !open.includes(each), inForce));
  await announceEveryTab();
}

/**
 * A worker that starts finishes what one before it was killed in the middle of: rules that the preferences ask for, and
 * badges of rules that are there.
 */
export async function settle(): Promise<void> {
  await changeInjections();
  await announceEveryTab();
}
