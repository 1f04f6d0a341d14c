import { browser } from '../browser/api.ts';

const TOGGLE = 'toggle';

/** Puts the switch into the toolbar button's menu; the browser keeps it until the extension is updated. */
export async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: TOGGLE,
    title: 'Debug mode on or off in this tab',
    contexts: ['action'],
  });
}
