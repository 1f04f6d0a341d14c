import { browser } from '../browser/api.ts';
import { changeTo, type Injection, injectionsOf } from './injection.ts';

/** The injections in force, read off the browser's session rules. */
export async function injectionsInForce(): Promise<Injection[]> {
  return injectionsOf(await browser.declarativeNetRequest.getSessionRules());
}

/**
 * Changes what is injected: one change after the other, and only the rules that differ.
 * @param change from the injections in force to those wanted
 */
export async function changeInjections(
  change: (inForce: readonly Injection[]) => readonly Injection[],
): Promise<void> {
  await navigator.locks.request('session-rules', async () => {
    const rules = await browser.declarativeNetRequest.getSessionRules();
    await browser.declarativeNetRequest.updateSessionRules(changeTo(change(injectionsOf(rules)), rules));
  });
}
