import type { OptionsPort } from '../ports/options.ts';
import { browser } from './api.ts';
import { ask, onChangeEnded } from './ask.ts';

/** What the options page gets of the real browser. */
export const optionsPort: OptionsPort = {
  ask,
  onChange(listener) {
    const events = [
      browser.permissions.onAdded,
      browser.permissions.onRemoved,
      browser.storage.local.onChanged,
    ];
    for (const event of events) event.addListener(listener);
    const stop = onChangeEnded(listener);
    return () => {
      for (const event of events) event.removeListener(listener);
      stop();
    };
  },
};
