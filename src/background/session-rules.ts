import { changeTo, type Injection, injectionsOf } from './injection.ts';
import type { Port } from './port.ts';
import type { Preferences } from './preferences.ts';
import { setDefaultOn } from './tab-injections.ts';

export interface Injections {
  /** Those in force, read off the browser's session rules. */
  inForce(): Promise<readonly Injection[]>;
  /**
   * Changes what is injected: one change after the other, and only the rules that differ. Whatever is asked for, what is on
   * by default and what the header is called come from the preferences, and nothing is injected while Hopscope is paused.
   * @param to from the injections in force to those wanted; as they are when left out
   */
  change(to?: (inForce: readonly Injection[]) => readonly Injection[]): Promise<void>;
}

/** @param onChanged called after each change of the rules; the change is over when its promise is */
export function createInjections(
  { sessionRules, inTurn }: Pick<Port, 'sessionRules' | 'inTurn'>,
  preferences: Preferences,
  onChanged: () => Promise<void>,
): Injections {
  return {
    inForce: async () => injectionsOf(await sessionRules.read()),
    change: (to = (inForce) => inForce) =>
      inTurn('session-rules', async () => {
        const [rules, { paused, defaultOn, headerNames }] = await Promise.all([
          sessionRules.read(),
          preferences.read(),
        ]);
        const wanted = paused ? [] : to(setDefaultOn(defaultOn, injectionsOf(rules)));
        const change = changeTo(wanted, rules, headerNames.debugRequest);
        if (change.removeRuleIds.length + change.addRules.length === 0) return;
        await sessionRules.update(change);
        await onChanged();
      }),
  };
}
