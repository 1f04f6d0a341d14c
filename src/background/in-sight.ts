import { browser } from '../browser/api.ts';

/**
 * Makes a change with a line open to every panel and the options page. It ends when the change does, or when the worker is
 * killed in the middle of it: at either they ask how things stand, and the question starts a worker that settles them.
 */
export async function inSight<T>(change: () => Promise<T>): Promise<T> {
  const line = browser.runtime.connect();
  // Where nobody is at the other end, Chromium says so, and wants to see it read.
  line.onDisconnect.addListener(() => void browser.runtime.lastError);
  try {
    return await change();
  } finally {
    line.disconnect();
  }
}
