import { browser } from '../browser/api.ts';
import { announceEveryTab, announceTab } from './announce.ts';
import { changeInjections } from './session-rules.ts';

/** A tab was closed: the browser keeps its rules until told otherwise. */
export async function forgetTab(tabId: number): Promise<void> {
  await changeInjections((inForce) => inForce.filter((each) => each.tabId !== tabId));
}

/** A tab got another id, as when Chromium brings a discarded one back: its rules go with it. */
export async function moveTab(from: number, to: number): Promise<void> {
  await changeInjections((inForce) =>
    inForce.map((each) => (each.tabId === from ? { ...each, tabId: to } : each)),
  );
  await announceTab(to);
}

/** A reloaded or updated extension finds the rules of the one before, but no badges. */
export async function takeOver(): Promise<void> {
  const open = (await browser.tabs.query({})).map((tab) => tab.id);
  await changeInjections((inForce) => inForce.filter((each) => open.includes(each.tabId)));
  await announceEveryTab();
}
