import type { PanelPort, Theme } from '../ports/panel.ts';
import { browser } from './api.ts';

/** The DevTools theme. Chromium has one handler for it and calls its light theme `default`; Firefox has an event. */
export const theme: PanelPort['theme'] = {
  get current() {
    return named(chrome.devtools.panels.themeName);
  },
  onChange(listener) {
    const receive = (name: string) => listener(named(name));
    const { panels } = chrome.devtools;
    if ('setThemeChangeHandler' in panels) panels.setThemeChangeHandler(receive);
    else browser.devtools.panels.onThemeChanged.addListener(receive);
  },
};

function named(name: string): Theme {
  return name === 'dark' ? 'dark' : 'light';
}
