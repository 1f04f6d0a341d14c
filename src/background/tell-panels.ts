import { browser } from '../browser/api.ts';
import type { Announcement } from '../messages.ts';

/** Tells every open panel. */
export async function tellPanels(announcement: Announcement): Promise<void> {
  try {
    await browser.runtime.sendMessage(announcement);
  } catch {
    // No panel is open.
  }
}
