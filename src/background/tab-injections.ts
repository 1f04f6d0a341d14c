import type { Injection } from './injection.ts';

/*
 * What is injected, changed in thought: for one tab, for a tab that closed or got another id, for the gateways that are on
 * by default.
 */

/** The origins that the requests of a tab get the header for, each once. */
export function originsOf(tabId: number, injections: readonly Injection[]): readonly string[] {
  const inIt = injections.filter((each) =>
    'tabId' in each ? each.tabId === tabId : !each.except.includes(tabId),
  );
  return [...new Set(inIt.map(({ origin }) => origin))];
}

/** Makes it these origins in a tab and no others. What is on by default needs no injection of the tab's own. */
export function setTab(
  tabId: number,
  origins: readonly string[],
  injections: readonly Injection[],
): readonly Injection[] {
  const others = injections.flatMap((each): Injection | [] => {
    if ('tabId' in each) return each.tabId === tabId ? [] : each;
    const except = each.except.filter((tab) => tab !== tabId);
    return { ...each, except: origins.includes(each.origin) ? except : [...except, tabId] };
  });
  const byDefault = others.filter((each) => 'except' in each).map(({ origin }) => origin);
  const own = origins.filter((origin) => !byDefault.includes(origin));
  const next = [...others, ...own.map((origin) => ({ origin, tabId }))];
  return setWorkers(tabId, workersOf(tabId, injections), next);
}

/** Makes what a tab's requests get the header for hold for the workers of a host too, or of none. */
export function setWorkers(
  tabId: number,
  workersOf: string | undefined,
  injections: readonly Injection[],
): readonly Injection[] {
  const others = injections.filter(
    (each) => !('tabId' in each && each.tabId === tabId && each.workersOf !== undefined),
  );
  if (workersOf === undefined) return others;
  return [...others, ...originsOf(tabId, others).map((origin) => ({ origin, tabId, workersOf }))];
}

/** The host whose workers get the header with a tab; undefined when that was not chosen. */
export const workersOf = (tabId: number, injections: readonly Injection[]): string | undefined =>
  injections.flatMap((each) => ('tabId' in each && each.tabId === tabId ? (each.workersOf ?? []) : []))[0];

/** Leaves nothing of a tab that is no more. */
export function dropTabs(
  isGone: (tabId: number) => boolean,
  injections: readonly Injection[],
): readonly Injection[] {
  return injections.flatMap((each): Injection | [] => {
    if ('tabId' in each) return isGone(each.tabId) ? [] : each;
    return { ...each, except: each.except.filter((tab) => !isGone(tab)) };
  });
}

/** Gives a tab's injections to the id that it has now. */
export function renameTab(from: number, to: number, injections: readonly Injection[]): readonly Injection[] {
  const rename = (tabId: number): number => (tabId === from ? to : tabId);
  return injections.map((each) =>
    'tabId' in each ? { ...each, tabId: rename(each.tabId) } : { ...each, except: each.except.map(rename) },
  );
}

/** Leaves nothing of an origin. */
export function dropOrigin(origin: string, injections: readonly Injection[]): readonly Injection[] {
  return injections.filter((each) => each.origin !== origin);
}

/** Makes these origins, and no others, those that are on by default. Where one was, its exceptions stay. */
export function setDefaultOn(
  origins: readonly string[],
  injections: readonly Injection[],
): readonly Injection[] {
  const before = new Map(
    injections.flatMap((each) => ('except' in each ? [[each.origin, each] as const] : [])),
  );
  return [
    ...injections.filter((each) => 'tabId' in each),
    ...origins.map((origin) => before.get(origin) ?? { origin, except: [] }),
  ];
}
