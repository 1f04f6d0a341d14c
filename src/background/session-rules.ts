import { browser } from '../browser/api.ts';
import { sessionRules } from '../browser/rules.ts';
import { changeTo, type Injection, injectionsOf } from './injection.ts';
import { readPreferences } from './preferences.ts';
import { setDefaultOn } from './tab-injections.ts';

/** The injections in force, read off the browser's session rules. */
export async function injectionsInForce(): Promise<Injection[]> {
  return injectionsOf(await sessionRules());
}

let tell: () => Promise<void> = async () => undefined;

/** Calls the listener, the only one, after each change of what is injected; the change is over when its promise is. */
export function onInjectionsChanged(listener: () => Promise<void>): void {
  tell = listener;
}

/**
 * Changes what is injected: one change after the other, and only the rules that differ. Whatever is asked for, what is on
 * by default and what the header is called come from the preferences, and nothing is injected while Hopscope is paused.
 * @param change from the injections in force to those wanted; as they are when left out
 */
export async function changeInjections(
  change: (inForce: readonly Injection[]) => readonly Injection[] = (inForce) => inForce,
): Promise<void> {
  await navigator.locks.request('session-rules', async () => {
    const [rules, { paused, defaultOn, headerNames }] = await Promise.all([
      sessionRules(),
      readPreferences(),
    ]);
    const wanted = paused ? [] : change(setDefaultOn(defaultOn, injectionsOf(rules)));
    const { removeRuleIds, addRules } = changeTo(wanted, rules, headerNames.debugRequest);
    if (removeRuleIds.length + addRules.length === 0) return;
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds, addRules });
    await tell();
  });
}
