import type { Panels } from '../ports/background.ts';

/**
 * Makes a change with a line open to every panel and the options page. It ends when the change does, or when the worker is
 * killed in the middle of it: at either they ask how things stand, and the question starts a worker that settles them.
 */
export async function inSight<T>(panels: Panels, change: () => Promise<T>): Promise<T> {
  const end = panels.openLine();
  try {
    return await change();
  } finally {
    end();
  }
}
