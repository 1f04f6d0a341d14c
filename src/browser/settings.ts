import type { PanelPort } from '../ports/panel.ts';
import { browser } from './api.ts';

/** Small values in the extension's own storage, apart from what the background keeps there. */
export const settings: PanelPort['settings'] = {
  async read(key) {
    const stored = await browser.storage.local.get(named(key));
    return stored[named(key)];
  },
  async write(key, value) {
    await browser.storage.local.set({ [named(key)]: value });
  },
};

function named(key: string): string {
  return `settings.${key}`;
}
