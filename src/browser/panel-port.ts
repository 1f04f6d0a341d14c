import { createCapture } from '../capture/capture.ts';
import type { PanelPort } from '../ports/panel.ts';
import { browser } from './api.ts';
import { ask } from './ask.ts';
import { background } from './background.ts';
import { isFirefox } from './firefox.ts';
import { readHar } from './har-file.ts';
import { pageOrigin, reloadPage, tabId } from './inspected-page.ts';
import { network } from './network.ts';
import { requestOrigins } from './permissions.ts';
import { save } from './save.ts';
import { settings } from './settings.ts';
import { theme } from './theme.ts';

/** Loaded when the first check is made. */
const checkPort = async () => (await import('./check-port.ts')).createCheckPort(network, ask);

/** What the panel gets of the real browser. */
export const port: PanelPort = {
  tabId,
  capture: createCapture(network),
  background,
  // Firefox (153) gives a DevTools panel no `permissions`, so there the background opens a window of Hopscope's own that asks.
  requestOrigins: (origins) =>
    'permissions' in browser && browser.permissions
      ? requestOrigins(origins)
      : ask('permission.ask', { origins }),
  pageOrigin,
  reloadPage,
  openOptions: () => void browser.runtime.openOptionsPage(),
  theme,
  copy: (text) => navigator.clipboard.writeText(text),
  readHar,
  save,
  version: browser.runtime.getManifest().version,
  settings,
  checks: {
    send: async (request, stop) => (await checkPort()).send(request, stop),
    credentialsOf: async (url, names) => (await checkPort()).credentialsOf(url, names),
  },
  showsOpenStreams: !isFirefox(),
};
