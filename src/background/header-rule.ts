import type { SessionRule, SessionRuleChange } from '../ports/background.ts';
import { isCheckRule } from './check-rule.ts';

/** The debug header is added to requests to one origin, spelled as `URL.origin` spells it. */
export type HeaderRule = InTab | DefaultOn;

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
 * The session rule of a header rule. Only session rules know tabs. The anchored filter holds for that scheme, host and
 * port only, where `requestDomains` would take in other ports and subdomains. `xmlhttprequest` is how Chromium files
 * fetch, XMLHttpRequest, EventSource, their preflights, and the same from the tab's frames and dedicated workers (156).
 * @param header what the proxy calls the header that asks it for debug headers
 */
export function ruleOf(id: number, headerRule: HeaderRule, header: string): SessionRule {
  return {
    id,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header, operation: 'set', value: 'true' }],
    },
    condition: {
      ...sendersOf(headerRule),
      urlFilter: `|${headerRule.origin}/`,
      resourceTypes: ['xmlhttprequest'],
    },
  };
}

/**
 * Which senders the rule covers. Worker requests belong to no tab, so the rule names the page's host instead: it holds for every port,
 * every subdomain and every tab of that host. The tab's id stands beside, so that the rule can be read back and goes with the tab.
 */
function sendersOf(headerRule: HeaderRule): Partial<SessionRule['condition']> {
  if (!('tabId' in headerRule)) return { excludedTabIds: [NO_TAB, ...inOrder(headerRule.except)] };
  const { tabId, workersOf } = headerRule;
  return workersOf === undefined
    ? { tabIds: [tabId] }
    : { tabIds: [NO_TAB, tabId], initiatorDomains: [workersOf] };
}

/**
 * The header rules that session rules stand for, whatever the header. The rules in force are the only record of what is on, so that
 * a killed worker or a reloaded extension can't make Hopscope and the browser disagree.
 * @param rules of this extension; one that `ruleOf` would not write stands for nothing
 */
export function headerRulesOf(rules: readonly SessionRule[]): HeaderRule[] {
  return rules.flatMap((rule) => readRule(rule)?.headerRule ?? []);
}

/**
 * What to change so that the rules in force stand for exactly the wanted header rules. Rules that already do stay as they
 * are, and so do those of checks; anything else goes, also what an earlier version of Hopscope left.
 * @param header as in `ruleOf`
 */
export function changeTo(
  wanted: readonly HeaderRule[],
  inForce: readonly SessionRule[],
  header: string,
): SessionRuleChange {
  const missing = new Map(wanted.map((each) => [keyOf(each), each]));
  const kept = inForce.filter((rule) => {
    if (isCheckRule(rule)) return true;
    const read = readRule(rule);
    return read !== undefined && read.header === header && missing.delete(keyOf(read.headerRule));
  });
  const ids = freeIds(kept);
  return {
    removeRuleIds: inForce.filter((rule) => !kept.includes(rule)).map((rule) => rule.id),
    addRules: [...missing.values()].map((headerRule) => ruleOf(ids.next().value, headerRule, header)),
  };
}

function readRule(
  rule: SessionRule,
): { readonly headerRule: HeaderRule; readonly header: string } | undefined {
  const { tabIds, excludedTabIds, initiatorDomains, urlFilter } = rule.condition;
  const origin = urlFilter?.slice(1, -1);
  const header = rule.action.requestHeaders?.[0]?.header;
  const tabId = tabIds?.find((each) => each !== NO_TAB);
  const [workersOf] = initiatorDomains ?? [];
  if (origin === undefined || header === undefined) return undefined;
  const headerRule: HeaderRule =
    tabId === undefined
      ? { origin, except: (excludedTabIds ?? []).filter((each) => each !== NO_TAB) }
      : { origin, tabId, ...(workersOf === undefined ? {} : { workersOf }) };
  return wording(rule) === wording(ruleOf(rule.id, headerRule, header)) ? { headerRule, header } : undefined;
}

/** A rule as text in which the order of its fields, which browsers change, does not count. */
function wording(rule: SessionRule): string {
  return JSON.stringify(rule, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function keyOf(headerRule: HeaderRule): string {
  return 'tabId' in headerRule
    ? `${headerRule.tabId} ${headerRule.origin} ${headerRule.workersOf ?? ''}`
    : `${headerRule.origin} but ${inOrder(headerRule.except).join()}`;
}

function inOrder(tabIds: readonly number[]): readonly number[] {
  return [...tabIds].sort((one, other) => one - other);
}

function* freeIds(taken: readonly SessionRule[]): Generator<number, never> {
  for (let id = 1; ; id++) if (!taken.some((rule) => rule.id === id)) yield id;
}
