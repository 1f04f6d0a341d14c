import type { Rule, RuleChange } from './port.ts';

/** The debug header is added to requests to one origin, spelled as `URL.origin` spells it. */
export type Injection = InTab | DefaultOn;

/** Those of one tab. */
export interface InTab {
  readonly origin: string;
  readonly tabId: number;
  /** The host whose workers get it too, service workers and shared ones, which belong to no tab. */
  readonly workersOf?: string;
}

/** Those of every tab whose page the extension may act on, but for the tabs in which it was switched off. */
export interface DefaultOn {
  readonly origin: string;
  readonly except: readonly number[];
}

/** The tab of what no tab sends (`tabs.TAB_ID_NONE`). */
const NO_TAB = -1;

/**
 * The session rule of an injection. Only session rules know tabs. The anchored filter holds for that scheme, host and
 * port only, where `requestDomains` would take in other ports and subdomains. `xmlhttprequest` is how Chromium files
 * fetch, XMLHttpRequest, EventSource, their preflights, and the same from the tab's frames and dedicated workers (156).
 * @param header what the proxy calls the header that asks it for debug headers
 */
export function ruleOf(id: number, injection: Injection, header: string): Rule {
  return {
    id,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header, operation: 'set', value: 'true' }],
    },
    condition: {
      ...sendersOf(injection),
      urlFilter: `|${injection.origin}/`,
      resourceTypes: ['xmlhttprequest'],
    },
  };
}

/**
 * Whose requests. What a worker sends is of no tab, so that only the host of its page says whose it is: in every port, every
 * subdomain and every tab of it. The tab stands beside, to be read back, and so that the rule goes with it.
 */
function sendersOf(injection: Injection): Partial<Rule['condition']> {
  if (!('tabId' in injection)) return { excludedTabIds: [NO_TAB, ...inOrder(injection.except)] };
  const { tabId, workersOf } = injection;
  return workersOf === undefined
    ? { tabIds: [tabId] }
    : { tabIds: [NO_TAB, tabId], initiatorDomains: [workersOf] };
}

/**
 * The injections that rules stand for, whatever the header. The rules in force are the only record of what is on, so that
 * a killed worker or a reloaded extension can't make Hopscope and the browser disagree.
 * @param rules of this extension; one that `ruleOf` would not write stands for nothing
 */
export function injectionsOf(rules: readonly Rule[]): Injection[] {
  return rules.flatMap((rule) => readRule(rule)?.injection ?? []);
}

/**
 * What to change so that the rules in force stand for exactly the wanted injections. Rules that already do stay as they
 * are; anything else goes, also what an earlier version of Hopscope left.
 * @param header as in `ruleOf`
 */
export function changeTo(wanted: readonly Injection[], inForce: readonly Rule[], header: string): RuleChange {
  const missing = new Map(wanted.map((each) => [keyOf(each), each]));
  const kept = inForce.filter((rule) => {
    const read = readRule(rule);
    return read !== undefined && read.header === header && missing.delete(keyOf(read.injection));
  });
  const ids = freeIds(kept);
  return {
    removeRuleIds: inForce.filter((rule) => !kept.includes(rule)).map((rule) => rule.id),
    addRules: [...missing.values()].map((injection) => ruleOf(ids.next().value, injection, header)),
  };
}

function readRule(rule: Rule): { readonly injection: Injection; readonly header: string } | undefined {
  const { tabIds, excludedTabIds, initiatorDomains, urlFilter } = rule.condition;
  const origin = urlFilter?.slice(1, -1);
  const header = rule.action.requestHeaders?.[0]?.header;
  const tabId = tabIds?.find((each) => each !== NO_TAB);
  const [workersOf] = initiatorDomains ?? [];
  if (origin === undefined || header === undefined) return undefined;
  const injection: Injection =
    tabId === undefined
      ? { origin, except: (excludedTabIds ?? []).filter((each) => each !== NO_TAB) }
      : { origin, tabId, ...(workersOf === undefined ? {} : { workersOf }) };
  return wording(rule) === wording(ruleOf(rule.id, injection, header)) ? { injection, header } : undefined;
}

/** A rule as text in which the order of its fields, which browsers change, does not count. */
function wording(rule: Rule): string {
  return JSON.stringify(rule, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function keyOf(injection: Injection): string {
  return 'tabId' in injection
    ? `${injection.tabId} ${injection.origin} ${injection.workersOf ?? ''}`
    : `${injection.origin} but ${inOrder(injection.except).join()}`;
}

function inOrder(tabIds: readonly number[]): readonly number[] {
  return [...tabIds].sort((one, other) => one - other);
}

function* freeIds(taken: readonly Rule[]): Generator<number, never> {
  for (let id = 1; ; id++) if (!taken.some((rule) => rule.id === id)) yield id;
}
