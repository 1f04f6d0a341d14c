import type { BackgroundPort } from '../ports/background.ts';
import type { KnownGateways } from './known-gateways.ts';
import type { ObservedStore } from './observed-store.ts';
import type { HeaderRules } from './session-rules.ts';
import type { Situations } from './situation.ts';
import { setTab, setWorkers } from './tab-header-rules.ts';

export interface TabSwitch {
  /**
   * Makes debug mode of a tab hold for these gateways and no others. Switched off, nothing that was observed stays.
   * @throws when there is no such tab
   */
  set(tabId: number, origins: readonly string[]): Promise<void>;
  /**
   * Makes debug mode of a tab hold for the workers of its page's host too, or no longer.
   * @throws when there is no such tab, or the extension may not act on its page
   */
  setWorkers(tabId: number, on: boolean): Promise<void>;
  /**
   * Remembers, of these gateways, those the person gave permission for.
   * @throws when they can't be stored
   */
  rememberPermitted(origins: readonly string[]): Promise<void>;
}

interface Parts {
  readonly headerRules: HeaderRules;
  readonly situations: Situations;
  readonly gateways: KnownGateways;
  readonly observed: ObservedStore;
}

export function createTabSwitch(
  { tabs, permissions }: Pick<BackgroundPort, 'tabs' | 'permissions'>,
  { headerRules, situations, gateways, observed }: Parts,
): TabSwitch {
  return {
    async set(tabId, origins) {
      await tabs.get(tabId);
      await headerRules.change((inForce) => setTab(tabId, origins, inForce));
      if (origins.length === 0) await observed.forget([tabId]);
    },
    async setWorkers(tabId, on) {
      const page = await situations.permittedPage(tabId);
      if (on && page === undefined)
        throw new Error('Hopscope may not act on this page, so not on its workers.');
      const host = on && page !== undefined ? new URL(page).hostname : undefined;
      await headerRules.change((inForce) => setWorkers(tabId, host, inForce));
    },
    async rememberPermitted(origins) {
      const permitted = await Promise.all(origins.map((origin) => permissions.has(origin)));
      await gateways.remember(origins.filter((_, index) => permitted[index]));
    },
  };
}
