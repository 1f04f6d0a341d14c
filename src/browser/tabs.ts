import { browser } from './api.ts';

/** Calls back when a tab got another id. Firefox never gives it one, and has no such event (153). */
export function onTabReplaced(listener: (from: number, to: number) => void): void {
  if ('onReplaced' in browser.tabs) {
    browser.tabs.onReplaced.addListener((added, removed) => listener(removed, added));
  }
}
