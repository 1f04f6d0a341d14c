import { browser } from './api.ts';
import { patternOf } from './match-patterns.ts';

/**
 * Asks the person for permission for some origins, all or none; those already given cost no prompt.
 *
 * It works in the very turn of a click only. In a worker even `await null` before it loses the click ("This function
 * must be called during a user gesture", Chromium 156), so a toolbar click can't look up first what to ask for.
 * @returns false when the person refused
 */
export function requestOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: origins.map((origin) => patternOf(origin)) });
}

/** Whether the extension holds host permission for an origin. */
export function isPermitted(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(origin)] });
}
