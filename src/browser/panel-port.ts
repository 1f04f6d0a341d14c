import { createCapture } from '../capture/capture.ts';
import type { PanelPort } from '../ports/panel.ts';
import { browser } from './api.ts';
import { askForOrigins } from './ask-for-origins.ts';
import { background } from './background.ts';
import { isFirefox } from './firefox.ts';
import { readHar } from './har-file.ts';
import { pageOrigin, reloadPage, tabId } from './inspected-page.ts';
import { network } from './network.ts';
import { save } from './save.ts';
import { settings } from './settings.ts';
import { theme } from './theme.ts';

/** What the panel gets of the real browser. */
export const port: PanelPort = {
  tabId,
  capture: createCapture(network),
  background,
  requestOrigins: askForOrigins,
  pageOrigin,
  reloadPage,
  openOptions: () => void browser.runtime.openOptionsPage(),
  theme,
  copy: (text) => navigator.clipboard.writeText(text),
  readHar,
  save,
  version: browser.runtime.getManifest().version,
  settings,
  showsOpenStreams: !isFirefox(),
};
