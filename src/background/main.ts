import { browser } from '../browser/api.ts';
import { port } from '../browser/background-port.ts';
import { isFirefox } from '../browser/firefox.ts';
import { onTabReplaced } from '../browser/tabs.ts';
import { createBackground } from './background.ts';

const background = createBackground(port);

// A worker is started for an event and told of it only if it listens in its first turn.
browser.runtime.onMessage.addListener(background.message);
browser.action.onClicked.addListener(({ id }) => onClicked(id));
browser.contextMenus.onClicked.addListener((_item, tab) => onClicked(tab?.id));
browser.tabs.onCreated.addListener(({ id, openerTabId }) => {
  if (id !== undefined && (openerTabId !== undefined || isFirefox()))
    void background.tabCreated(id, openerTabId);
});
browser.tabs.onUpdated.addListener((tabId, { status }) => void background.tabUpdated(tabId, status));
browser.tabs.onRemoved.addListener((tabId) => void background.tabRemoved(tabId));
onTabReplaced((from, to) => void background.tabReplaced(from, to));
browser.permissions.onAdded.addListener(() => void background.permissionsChanged());
browser.permissions.onRemoved.addListener(() => void background.permissionsChanged());
browser.runtime.onInstalled.addListener(() => void background.installed());
// A browser that starts has no rules and starts no worker by itself.
browser.runtime.onStartup.addListener(() => undefined);

function onClicked(tabId: number | undefined): void {
  if (tabId !== undefined) void background.toolbarClicked(tabId);
}
