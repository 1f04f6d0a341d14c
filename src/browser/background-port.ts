import type {
  BackgroundPort,
  Button,
  Panels,
  Permissions,
  SessionRules,
  Storage,
  Tab,
  Tabs,
} from '../ports/background.ts';
import { browser } from './api.ts';
import { askInWindow } from './consent-window.ts';
import { isFirefox } from './firefox.ts';
import { inTurn } from './in-turn.ts';
import { originOfPattern, patternOf } from './match-patterns.ts';
import { isPermitted } from './permissions.ts';
import { listen } from './requests.ts';
import { sessionRules } from './rules.ts';
import { sendOwn } from './send-own.ts';

type BrowserTab = Awaited<ReturnType<typeof browser.tabs.get>>;
type RuleUpdate = Parameters<typeof browser.declarativeNetRequest.updateSessionRules>[0];
type Area = Pick<typeof browser.storage.local, 'get' | 'set' | 'remove'>;

const tabs: Tabs = {
  get: async (tabId) => withId(tabId, await browser.tabs.get(tabId)),
  query: async (url) =>
    (await browser.tabs.query(url === undefined ? {} : { url })).flatMap((tab) =>
      tab.id === undefined ? [] : withId(tab.id, tab),
    ),
};

const withId = (id: number, { url, lastAccessed }: BrowserTab): Tab => ({ id, url, lastAccessed });

const rules: SessionRules = {
  read: sessionRules,
  // Our own rules are rules of the browser's kind.
  update: (change) => browser.declarativeNetRequest.updateSessionRules(change as RuleUpdate),
};

const storage = (area: Area): Storage => ({
  get: async (key) => (await area.get(key))[key],
  all: () => area.get(null),
  set: (values) => area.set({ ...values }),
  remove: (keys) => area.remove([...keys]),
});

const permissions: Permissions = {
  has: isPermitted,
  patternOf: (origin) => patternOf(origin),
  originOf: (pattern) => originOfPattern(pattern),
  patterns: async () => (await browser.permissions.getAll()).origins ?? [],
  fixed: browser.runtime.getManifest().host_permissions ?? [],
  async remove(pattern) {
    await browser.permissions.remove({ origins: [pattern] });
  },
};

const button: Button = {
  text: (tabId) => browser.action.getBadgeText({ tabId }),
  title: (tabId) => browser.action.getTitle({ tabId }),
  async show(tabId, { text, title, color }) {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setBadgeBackgroundColor({ tabId, color }),
      browser.action.setBadgeTextColor({ tabId, color: '#ffffff' }),
      browser.action.setTitle({ tabId, title }),
    ]);
  },
  // The browser keeps a menu until the extension is updated.
  async setMenu(title) {
    await browser.contextMenus.removeAll();
    browser.contextMenus.create({ id: 'toggle', title, contexts: ['action'] });
  },
};

const panels: Panels = {
  async tell(announcement) {
    try {
      await browser.runtime.sendMessage(announcement);
    } catch {
      // No panel is open.
    }
  },
  openLine() {
    const line = browser.runtime.connect();
    // Where nobody is at the other end, Chromium says so, and wants to see it read.
    line.onDisconnect.addListener(() => void browser.runtime.lastError);
    return () => line.disconnect();
  },
};

/** What the background needs of the browser. */
export const port: BackgroundPort = {
  self: browser.runtime.getURL(''),
  // By activeTab, which in Firefox (153) does not.
  clickPermitsPage: !isFirefox(),
  tabs,
  sessionRules: rules,
  local: storage(browser.storage.local),
  session: storage(browser.storage.session),
  permissions,
  button,
  panels,
  listen,
  inTurn,
  sendOwn,
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  askInWindow,
  openOptions: () => browser.runtime.openOptionsPage(),
};
