import type { BackgroundPort } from '../ports/background.ts';
import { createAnnouncements } from './announce.ts';
import { createChecks } from './checks.ts';
import { createHandlers } from './handlers.ts';
import { inSight } from './in-sight.ts';
import { createKnownGateways } from './known-gateways.ts';
import { createLifecycle } from './lifecycle.ts';
import { createObserver } from './observe.ts';
import { createObservedStore } from './observed-store.ts';
import { createOpeners } from './openers.ts';
import { createOptionsPage } from './options.ts';
import { createPreferences } from './preferences.ts';
import { dispatcher, type Sender } from './requests.ts';
import { createHeaderRules } from './session-rules.ts';
import { createSites } from './sites.ts';
import { createSituations } from './situation.ts';
import { createTabSwitch } from './tab-debug.ts';
import { createTagsKey } from './tags-key.ts';
import { createToggle } from './toolbar.ts';
import { watchedOf } from './watched.ts';

/** The background, told what happens. Each promise ends when everything is done that follows from it. */
export interface Background {
  /** @throws what the dispatcher throws */
  readonly message: (message: unknown, sender: Sender) => Promise<unknown>;
  /** A click on the toolbar button, its keys or its menu. */
  toolbarClicked(tabId: number): Promise<void>;
  tabCreated(tabId: number, opener: number | undefined): Promise<void>;
  /** @param status absent when nothing of its loading changed */
  tabUpdated(tabId: number, status: string | undefined): Promise<void>;
  tabRemoved(tabId: number): Promise<void>;
  tabReplaced(from: number, to: number): Promise<void>;
  permissionsChanged(): Promise<void>;
  /** The extension was installed, or updated. */
  installed(): Promise<void>;
}

/** Starts the background: it listens to requests at once, and settles what one that was killed left undone. */
export function createBackground(port: BackgroundPort): Background {
  const preferences = createPreferences(port);
  const gateways = createKnownGateways(port);
  const openers = createOpeners(port.session);
  const observed = createObservedStore(port.session);
  const readTagsKey = createTagsKey(port);
  const headerRules = createHeaderRules(port, preferences, () => observer.update());
  const situations = createSituations(port, { headerRules, gateways, preferences });
  const announcements = createAnnouncements(port, situations);
  const tabSwitch = createTabSwitch(port, { headerRules, situations, gateways, observed });
  const sites = createSites(port, { gateways, preferences, headerRules });
  const options = createOptionsPage({ preferences, sites, headerRules, observed, announcements });
  const lifecycle = createLifecycle(port.tabs, { headerRules, observed, openers, announcements });
  const toggle = createToggle(port, { situations, tabSwitch, announcements });
  const checks = createChecks(port);
  const observer = createObserver(port, { readWatched, readTagsKey, store: observed, openers });

  async function readWatched(gone: ReadonlySet<number>) {
    const [inForce, opened, tabs, { headerNames }] = await Promise.all([
      headerRules.inForce(),
      openers.read(),
      port.tabs.query(),
      preferences.read(),
    ]);
    return watchedOf({ headerRules: inForce, openers: opened, tabs, gone, headerNames });
  }

  void observer.start();
  const parts = { situations, tabSwitch, announcements, options, observed, readTagsKey, checks };
  const settled = Promise.all([lifecycle.settle(), checks.settle()]).then(
    () => undefined,
    (error: unknown) => console.error(error),
  );

  return {
    message: dispatcher(createHandlers(port, settled, parts), port.self),
    toolbarClicked(tabId) {
      // The badge as it was at the click: what follows may change it.
      const shown = port.button.text(tabId);
      return inSight(port.panels, async () => {
        await settled;
        await toggle(tabId, await shown);
      });
    },
    tabCreated: (tabId, opener) => openers.noteOpener(tabId, opener),
    async tabUpdated(tabId, status) {
      await Promise.all([
        // Another page has no badge yet, and perhaps no permission.
        status !== undefined && announcements.tab(tabId),
        // Workers of the new page belong to the tab.
        status === 'loading' && observer.update(),
      ]);
    },
    tabRemoved(tabId) {
      observer.forgetTab(tabId);
      return lifecycle.forgetTab(tabId);
    },
    tabReplaced(from, to) {
      observer.forgetTab(from);
      return lifecycle.moveTab(from, to);
    },
    permissionsChanged: () => announcements.everyTab(),
    async installed() {
      await Promise.all([port.button.setMenu('Debug mode on or off in this tab'), lifecycle.takeOver()]);
    },
  };
}
