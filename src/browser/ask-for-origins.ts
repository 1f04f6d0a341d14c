import type { PanelPort } from '../ports/panel.ts';
import { browser } from './api.ts';
import { ask } from './ask.ts';
import { requestOrigins } from './permissions.ts';

/**
 * Asks for host permission from the panel. Firefox (153) gives a DevTools panel no `permissions`, so there the
 * background opens a window of Hopscope's own that asks.
 */
export const askForOrigins: PanelPort['requestOrigins'] = (origins) =>
  'permissions' in browser && browser.permissions
    ? requestOrigins(origins)
    : ask('permission.ask', { origins });
