import type { Environment, Theme } from '../panel/environment.ts';

/** The DevTools theme. Chromium has one handler for it and calls its light theme `default`. */
export const theme: Environment['theme'] = {
  get current() {
    return named(chrome.devtools.panels.themeName);
  },
  onChange(listener) {
    chrome.devtools.panels.setThemeChangeHandler((name) => listener(named(name)));
  },
};

function named(name: string): Theme {
  return name === 'dark' ? 'dark' : 'light';
}
