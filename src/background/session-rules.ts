import type { BackgroundPort } from '../ports/background.ts';
import { changeTo, type HeaderRule, headerRulesOf } from './header-rule.ts';
import type { Preferences } from './preferences.ts';
import { setDefaultOn } from './tab-header-rules.ts';

export interface HeaderRules {
  /** Those in force, read off the browser's session rules. */
  inForce(): Promise<readonly HeaderRule[]>;
  /**
   * Changes what is injected: one change after the other, and only the rules that differ. Whatever is asked for, what is on
   * by default and what the header is called come from the preferences, and nothing is injected while Hopscope is paused.
   * @param to from the header rules in force to those wanted; as they are when left out
   */
  change(to?: (inForce: readonly HeaderRule[]) => readonly HeaderRule[]): Promise<void>;
}

/** @param onChanged called after each change of the rules; the change is over when its promise is */
export function createHeaderRules(
  { sessionRules, inTurn }: Pick<BackgroundPort, 'sessionRules' | 'inTurn'>,
  preferences: Preferences,
  onChanged: () => Promise<void>,
): HeaderRules {
  return {
    inForce: async () => headerRulesOf(await sessionRules.read()),
    change: (to = (inForce) => inForce) =>
      inTurn('session-rules', async () => {
        const [rules, { paused, defaultOn, headerNames }] = await Promise.all([
          sessionRules.read(),
          preferences.read(),
        ]);
        const wanted = paused ? [] : to(setDefaultOn(defaultOn, headerRulesOf(rules)));
        const change = changeTo(wanted, rules, headerNames.debugRequest);
        if (change.removeRuleIds.length + change.addRules.length === 0) return;
        await sessionRules.update(change);
        await onChanged();
      }),
  };
}
