import { browser } from '../browser/api.ts';
import { announceEveryTab, announceTab } from './announce.ts';
import { forgetTab, moveTab, takeOver } from './lifecycle.ts';
import { dispatcher } from './requests.ts';
import { readTabDebug, setTabDebug } from './tab-debug.ts';
import { toggle } from './toolbar.ts';

const answer = dispatcher(
  {
    'debug.read': ({ tabId }) => readTabDebug(tabId),
    async 'debug.set'({ tabId, origins }) {
      await setTabDebug(tabId, origins);
      await announceTab(tabId);
      return readTabDebug(tabId);
    },
  },
  browser.runtime.getURL(''),
);

// A worker is started for an event and told of it only if it listens in its first turn.
browser.runtime.onMessage.addListener(answer);
browser.action.onClicked.addListener(({ id }) => {
  if (id !== undefined) void toggle(id);
});
browser.tabs.onUpdated.addListener((tabId, { status }) => {
  // Another page has no badge yet, and perhaps no permission.
  if (status !== undefined) void announceTab(tabId);
});
browser.tabs.onRemoved.addListener((tabId) => void forgetTab(tabId));
browser.tabs.onReplaced.addListener((added, removed) => void moveTab(removed, added));
browser.permissions.onAdded.addListener(() => void announceEveryTab());
browser.permissions.onRemoved.addListener(() => void announceEveryTab());
browser.runtime.onInstalled.addListener(() => void takeOver());
