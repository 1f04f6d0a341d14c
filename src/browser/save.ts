import type { PanelPort } from '../ports/panel.ts';

/** So many milliseconds the browser has to begin a download. */
const PATIENCE = 60_000;

/** A link with `download` needs no permission, and works in a panel of DevTools (Chromium 156). */
export const save: PanelPort['save'] = (name, content) => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), PATIENCE);
};
