import type { Tabs } from '../ports/background.ts';
import type { Announcements } from './announce.ts';
import type { ObservedStore } from './observed-store.ts';
import type { Openers } from './openers.ts';
import type { HeaderRules } from './session-rules.ts';
import { dropTabs, renameTab } from './tab-header-rules.ts';

export interface Lifecycle {
  /** A tab was closed: the browser keeps its rules, and the storage what was observed, until told otherwise. */
  forgetTab(tabId: number): Promise<void>;
  /** A tab got another id, as when Chromium brings a discarded one back: its rules go with it. */
  moveTab(from: number, to: number): Promise<void>;
  /** A reloaded or updated extension finds the rules of the one before, but no badges. */
  takeOver(): Promise<void>;
  /**
   * A worker that starts finishes what one before it was killed in the middle of: rules that the preferences ask for, and
   * badges of rules that are there.
   */
  settle(): Promise<void>;
}

interface Parts {
  readonly headerRules: HeaderRules;
  readonly observed: ObservedStore;
  readonly openers: Openers;
  readonly announcements: Announcements;
}

export function createLifecycle(
  tabs: Tabs,
  { headerRules, observed, openers, announcements }: Parts,
): Lifecycle {
  return {
    async forgetTab(tabId) {
      await headerRules.change((inForce) => dropTabs((each) => each === tabId, inForce));
      await Promise.all([observed.forget([tabId]), openers.forget(tabId)]);
    },
    async moveTab(from, to) {
      await headerRules.change((inForce) => renameTab(from, to, inForce));
      await Promise.all([observed.forget([from]), openers.forget(from)]);
      await announcements.tab(to);
    },
    async takeOver() {
      const open = (await tabs.query()).map(({ id }) => id);
      await headerRules.change((inForce) => dropTabs((each) => !open.includes(each), inForce));
      await announcements.everyTab();
    },
    async settle() {
      await headerRules.change();
      await announcements.everyTab();
    },
  };
}
