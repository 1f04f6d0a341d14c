import type { HeaderRule } from './header-rule.ts';

/*
 * Pure functions from the header rules in force to the ones wanted: for one tab, for a tab that closed or got another id, for the
 * gateways that are on by default.
 */

/** The origins that the requests of a tab get the header for, each once. */
export function originsOf(tabId: number, headerRules: readonly HeaderRule[]): readonly string[] {
  const inIt = headerRules.filter((each) =>
    'tabId' in each ? each.tabId === tabId : !each.except.includes(tabId),
  );
  return [...new Set(inIt.map(({ origin }) => origin))];
}

/** Makes it these origins in a tab and no others. What is on by default needs no header rule of the tab's own. */
export function setTab(
  tabId: number,
  origins: readonly string[],
  headerRules: readonly HeaderRule[],
): readonly HeaderRule[] {
  const others = headerRules.flatMap((each): HeaderRule | [] => {
    if ('tabId' in each) return each.tabId === tabId ? [] : each;
    const except = each.except.filter((tab) => tab !== tabId);
    return { ...each, except: origins.includes(each.origin) ? except : [...except, tabId] };
  });
  const byDefault = others.filter((each) => 'except' in each).map(({ origin }) => origin);
  const own = origins.filter((origin) => !byDefault.includes(origin));
  const next = [...others, ...own.map((origin) => ({ origin, tabId }))];
  return setWorkers(tabId, workersOf(tabId, headerRules), next);
}

/** Makes what a tab's requests get the header for hold for the workers of a host too, or of none. */
export function setWorkers(
  tabId: number,
  workersOf: string | undefined,
  headerRules: readonly HeaderRule[],
): readonly HeaderRule[] {
  const others = headerRules.filter(
    (each) => !('tabId' in each && each.tabId === tabId && each.workersOf !== undefined),
  );
  if (workersOf === undefined) return others;
  return [...others, ...originsOf(tabId, others).map((origin) => ({ origin, tabId, workersOf }))];
}

/** The host whose workers get the header with a tab; undefined when that was not chosen. */
export const workersOf = (tabId: number, headerRules: readonly HeaderRule[]): string | undefined =>
  headerRules.flatMap((each) => ('tabId' in each && each.tabId === tabId ? (each.workersOf ?? []) : []))[0];

/** Leaves nothing of a tab that is no more. */
export function dropTabs(
  isGone: (tabId: number) => boolean,
  headerRules: readonly HeaderRule[],
): readonly HeaderRule[] {
  return headerRules.flatMap((each): HeaderRule | [] => {
    if ('tabId' in each) return isGone(each.tabId) ? [] : each;
    return { ...each, except: each.except.filter((tab) => !isGone(tab)) };
  });
}

/** Gives a tab's header rules to the id that it has now. */
export function renameTab(
  from: number,
  to: number,
  headerRules: readonly HeaderRule[],
): readonly HeaderRule[] {
  const rename = (tabId: number): number => (tabId === from ? to : tabId);
  return headerRules.map((each) =>
    'tabId' in each ? { ...each, tabId: rename(each.tabId) } : { ...each, except: each.except.map(rename) },
  );
}

/** Leaves nothing of an origin. */
export function dropOrigin(origin: string, headerRules: readonly HeaderRule[]): readonly HeaderRule[] {
  return headerRules.filter((each) => each.origin !== origin);
}

/** Makes these origins, and no others, those that are on by default. Where one was, its exceptions stay. */
export function setDefaultOn(
  origins: readonly string[],
  headerRules: readonly HeaderRule[],
): readonly HeaderRule[] {
  const before = new Map(
    headerRules.flatMap((each) => ('except' in each ? [[each.origin, each] as const] : [])),
  );
  return [
    ...headerRules.filter((each) => 'tabId' in each),
    ...origins.map((origin) => before.get(origin) ?? { origin, except: [] }),
  ];
}
