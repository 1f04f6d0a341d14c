import { aboutOf } from './about.ts';
import {
  EXACTNESS,
  type Facts,
  type Finding,
  type Given,
  HOPS,
  LEVELS,
  type Needable,
  type Rule,
} from './rule.ts';

/**
 * Runs every rule on one exchange.
 * @param facts what was decoded from it
 * @param before the MCP-related exchanges and the pages before it in the recording, oldest first
 * @returns the findings, errors first, then in the order in which a request meets the hops; a rule that throws becomes a
 * finding of its own
 */
export function diagnose(
  rules: readonly Rule[],
  facts: Facts,
  before: Pick<Needable, LookBack>,
): readonly Finding[] {
  const needable: Partial<Needable> = { ...facts, facts, ...before };
  const fired = rules.flatMap((rule) => {
    const finding = run(rule, needable, facts);
    return finding ? [{ rule, finding, exactness: exactnessOf(rule, needable) }] : [];
  });
  const ids = new Set(fired.map(({ rule }) => rule.id));
  const unnamed = fired.filter(({ rule }) => !rule.unless?.some((id) => ids.has(id)));
  const best = Math.max(...unnamed.map(({ exactness }) => exactness));
  return unnamed
    .filter(({ rule, exactness }) => rule.explains === undefined || exactness === best)
    .map(({ finding }) => finding)
    .sort(compare);
}

function exactnessOf({ explains, needs }: Rule, needable: Partial<Needable>): number {
  const given = explains === undefined ? undefined : give(needs, needable);
  return explains === undefined || !given ? -1 : EXACTNESS.indexOf(resolve(explains, given));
}

/** What fails on an earlier hop keeps the request from the later ones, so it is to be repaired first. */
function compare(one: Finding, other: Finding): number {
  return (
    LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
    HOPS.indexOf(one.hop) - HOPS.indexOf(other.hop) ||
    (one.rule < other.rule ? -1 : 1)
  );
}

function run(rule: Rule, needable: Partial<Needable>, facts: Facts): Finding | undefined {
  const given = give(rule.needs, needable);
  if (!given) return undefined;
  try {
    const evidence = rule.check(given);
    if (evidence.length === 0) return undefined;
    const found = {
      rule: rule.id,
      level: resolve(rule.level, given),
      hop: resolve(rule.hop, given),
      title: resolve(rule.title, given),
      about: aboutOf(rule, given, facts),
      evidence,
    };
    return looksBack(rule) ? { ...found, ...wordsOf(rule, given) } : withWords(found, rule, given);
  } catch (error) {
    return brokenRule(rule, error);
  }
}

const LOOK_BACK = ['past', 'login', 'pages'] as const;
type LookBack = (typeof LOOK_BACK)[number];

/** Words that are still to be written hold what the rule was given, which of these would be the whole recording. */
const looksBack = ({ needs }: Rule): boolean => LOOK_BACK.some((each) => needs.includes(each));

/** Why and fix take time to write, and few findings are opened. */
function withWords(found: Omit<Finding, keyof Words>, rule: Rule, given: Given<keyof Needable>): Finding {
  let words: Words | undefined;
  const written = (): Words => {
    words ??= wordsOf(rule, given);
    return words;
  };
  return {
    ...found,
    get why() {
      return written().why;
    },
    get fix() {
      return written().fix;
    },
  };
}

type Words = Pick<Finding, 'why' | 'fix'>;

function wordsOf(rule: Rule, given: Given<keyof Needable>): Words {
  try {
    return { why: resolve(rule.why, given), fix: resolve(rule.fix, given) };
  } catch (error) {
    return brokenRule(rule, error);
  }
}

/** Only the facts asked for; undefined when one is missing. */
function give(needs: Rule['needs'], needable: Partial<Needable>): Given<keyof Needable> | undefined {
  if (needs.some((need) => needable[need] === undefined)) return undefined;
  return Object.fromEntries(needs.map((need) => [need, needable[need]])) as Given<keyof Needable>;
}

function resolve<T>(value: T | ((given: Given<keyof Needable>) => T), given: Given<keyof Needable>): T {
  return typeof value === 'function' ? (value as (given: Given<keyof Needable>) => T)(given) : value;
}

function brokenRule(rule: Rule, error: unknown): Finding {
  return {
    rule: rule.id,
    level: 'warning',
    hop: typeof rule.hop === 'function' ? 'gateway' : rule.hop,
    title: `The check “${rule.id}” failed in Hopscope itself`,
    why: 'This says nothing of your traffic. The other checks ran.',
    about: [],
    evidence: [{ place: { in: 'status' }, quote: error instanceof Error ? error.message : String(error) }],
    fix: { user: { text: 'Please report this together with the exchange.' } },
  };
}
