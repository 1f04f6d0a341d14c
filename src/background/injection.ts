import type { DeclarativeNetRequest } from 'webextension-polyfill';
import { DEBUG_REQUEST_HEADER } from '../litellm/header-names.ts';

export type Rule = DeclarativeNetRequest.Rule;

/** The debug header is added to the requests of one tab to one origin. */
export interface Injection {
  readonly tabId: number;
  /** As `URL.origin` spells it. */
  readonly origin: string;
}

/** What `declarativeNetRequest.updateSessionRules` takes. */
export interface RuleChange {
  readonly removeRuleIds: number[];
  readonly addRules: Rule[];
}

/**
 * The session rule of an injection. Only session rules know tabs. The anchored filter holds for that scheme, host and
 * port only, where `requestDomains` would take in other ports and subdomains. `xmlhttprequest` is how Chromium files
 * fetch, XMLHttpRequest, EventSource, their preflights, and the same from the tab's frames and dedicated workers (156).
 */
export function ruleOf(id: number, { tabId, origin }: Injection): Rule {
  return {
    id,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header: DEBUG_REQUEST_HEADER, operation: 'set', value: 'true' }],
    },
    condition: { tabIds: [tabId], urlFilter: `|${origin}/`, resourceTypes: ['xmlhttprequest'] },
  };
}

/**
 * The injections that rules stand for. The rules in force are the only record of what is on, so that a killed worker or
 * a reloaded extension can't make Hopscope and the browser disagree.
 * @param rules of this extension; one that `ruleOf` would not write stands for nothing
 */
export function injectionsOf(rules: readonly Rule[]): Injection[] {
  return rules.flatMap((rule) => readRule(rule) ?? []);
}

/**
 * What to change so that the rules in force stand for exactly the wanted injections. Rules that already do stay as they
 * are; anything else goes, also what an earlier version of Hopscope left.
 */
export function changeTo(wanted: readonly Injection[], inForce: readonly Rule[]): RuleChange {
  const missing = new Map(wanted.map((each) => [keyOf(each), each]));
  const kept = inForce.filter((rule) => {
    const injection = readRule(rule);
    return injection !== undefined && missing.delete(keyOf(injection));
  });
  const ids = freeIds(kept);
  return {
    removeRuleIds: inForce.filter((rule) => !kept.includes(rule)).map((rule) => rule.id),
    addRules: [...missing.values()].map((injection) => ruleOf(ids.next().value, injection)),
  };
}

function readRule(rule: Rule): Injection | undefined {
  const tabId = rule.condition.tabIds?.[0];
  const origin = rule.condition.urlFilter?.slice(1, -1);
  if (tabId === undefined || origin === undefined) return undefined;
  const injection = { tabId, origin };
  return wording(rule) === wording(ruleOf(rule.id, injection)) ? injection : undefined;
}

/** A rule as text in which the order of its fields, which browsers change, does not count. */
function wording(rule: Rule): string {
  return JSON.stringify(rule, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function keyOf({ tabId, origin }: Injection): string {
  return `${tabId} ${origin}`;
}

function* freeIds(taken: readonly Rule[]): Generator<number, never> {
  for (let id = 1; ; id++) if (!taken.some((rule) => rule.id === id)) yield id;
}
