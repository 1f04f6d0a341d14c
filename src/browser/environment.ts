import { createCapture } from '../capture/capture.ts';
import type { Environment } from '../panel/environment.ts';
import { background } from './background.ts';
import { pageOrigin, reloadPage, tabId } from './inspected-page.ts';
import { network } from './network.ts';
import { requestOrigins } from './permissions.ts';
import { settings } from './settings.ts';
import { theme } from './theme.ts';

/** What the panel gets of the real browser. */
export const environment: Environment = {
  tabId,
  capture: createCapture(network),
  background,
  requestOrigins,
  pageOrigin,
  reloadPage,
  theme,
  copy: (text) => navigator.clipboard.writeText(text),
  settings,
  capturesFromStart: true,
};
