import { browser } from '../browser/api.ts';
import { askInWindow } from '../browser/consent-window.ts';
import { isFirefox } from '../browser/firefox.ts';
import { onTabReplaced } from '../browser/tabs.ts';
import type { TabDebug } from '../messages.ts';
import { announceEveryTab, announceTab } from './announce.ts';
import { inSight } from './in-sight.ts';
import { forgetTab, moveTab, settle, takeOver } from './lifecycle.ts';
import { createMenu } from './menu.ts';
import { listen, updateWatched } from './observe.ts';
import { readObserved } from './observed-store.ts';
import { noteOpener } from './openers.ts';
import * as options from './options.ts';
import { dispatcher } from './requests.ts';
import { onInjectionsChanged } from './session-rules.ts';
import { readTabDebug } from './situation.ts';
import { rememberPermitted, setTabDebug, setWorkersDebug } from './tab-debug.ts';
import { readTagsKey } from './tags-key.ts';
import { toggle } from './toolbar.ts';

const answer = dispatcher(
  {
    async 'debug.read'({ tabId }) {
      await settled;
      return readTabDebug(tabId);
    },
    'debug.set': ({ tabId, origins }) =>
      changeTab(
        tabId,
        () => setTabDebug(tabId, origins),
        () => rememberPermitted(origins),
      ),
    'debug.workers': ({ tabId, on }) => changeTab(tabId, () => setWorkersDebug(tabId, on)),
    'observed.read': ({ tabId }) => readObserved(tabId),
    'tags.key': () => readTagsKey(),
    'options.read': options.readOptions,
    'options.pause': ({ paused }) => inSight(() => options.pause(paused)),
    'options.default-on': ({ origin, on }) => inSight(() => options.setDefault(origin, on)),
    'options.header-names': (names) => inSight(() => options.setHeaderNames(names)),
    'options.remove': ({ pattern }) => inSight(() => options.remove(pattern)),
    'permission.ask': ({ origins }) => askInWindow(origins),
  },
  browser.runtime.getURL(''),
);

/** Changes debug mode of a tab, shows it, and answers how it stands then. */
function changeTab(
  tabId: number,
  change: () => Promise<void>,
  afterwards?: () => Promise<void>,
): Promise<TabDebug> {
  return inSight(async () => {
    await settled;
    await change();
    await announceTab(tabId);
    await afterwards?.();
    return readTabDebug(tabId);
  });
}

/** The badge as it was at the click: what follows may change it. */
function onToggle(tabId: number | undefined): void {
  if (tabId === undefined) return;
  const shown = browser.action.getBadgeText({ tabId });
  void inSight(async () => {
    await settled;
    await toggle(tabId, await shown);
  });
}

// A worker is started for an event and told of it only if it listens in its first turn.
browser.runtime.onMessage.addListener(answer);
browser.action.onClicked.addListener(({ id }) => onToggle(id));
browser.contextMenus.onClicked.addListener((_item, tab) => onToggle(tab?.id));
browser.tabs.onCreated.addListener(({ id, openerTabId }) => {
  if (id !== undefined && (openerTabId !== undefined || isFirefox())) void noteOpener(id, openerTabId);
});
browser.tabs.onUpdated.addListener((tabId, { status }) => {
  // Another page has no badge yet, and perhaps no permission.
  if (status !== undefined) void announceTab(tabId);
  // Workers of the new page belong to the tab.
  if (status === 'loading') void updateWatched();
});
browser.tabs.onRemoved.addListener((tabId) => void forgetTab(tabId));
onTabReplaced((from, to) => void moveTab(from, to));
browser.permissions.onAdded.addListener(() => void announceEveryTab());
browser.permissions.onRemoved.addListener(() => void announceEveryTab());
browser.runtime.onInstalled.addListener(() => {
  void createMenu();
  void takeOver();
});
// A browser that starts has no rules and starts no worker by itself.
browser.runtime.onStartup.addListener(() => undefined);

listen(true);
onInjectionsChanged(updateWatched);
void updateWatched();

const settled = settle().catch((error: unknown) => console.error(error));
