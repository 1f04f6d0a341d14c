import { groupIncrementally } from '../exchange/incremental-groups.ts';
import { aboutOf } from './about.ts';
import { groupKey } from './group-findings.ts';
import {
  EXACTNESS,
  type Facts,
  type Finding,
  type Given,
  HOPS,
  type Judged,
  LEVELS,
  type Needable,
  type Rule,
} from './rule.ts';
import { unnamed, unnamedFix } from './unnamed.ts';

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
  before: Pick<Needable, LookBack> & { readonly past: readonly Judged[] },
): readonly Finding[] {
  const needable: Partial<Needable> = { ...facts, facts, ...before };
  const fired: { readonly finding: Finding; readonly exactness: number }[] = [];
  for (const rule of rules) {
    const finding = run(rule, needable, facts);
    if (finding) fired.push({ finding, exactness: exactnessOf(rule, needable) });
  }
  const explaining = fired.filter(({ exactness }) => exactness >= 0);
  const best = Math.max(...explaining.map(({ exactness }) => exactness));
  const causes = explaining
    .filter(({ exactness }) => exactness === best)
    .sort((one, other) => compare(one.finding, other.finding));
  return [
    ...fired.filter(({ exactness }) => exactness < 0),
    // What else the recording shows may be several things, as of several servers; words and statuses are one.
    ...(EXACTNESS[best] === 'cause' ? causes : causes.slice(0, 1)),
  ]
    .map(({ finding }) => finding)
    .filter((finding) => !finding.once || !told(before.past).has(groupKey(facts.exchange, finding)))
    .sort(compare);
}

/** What was told once, by the group of the finding. */
const told = groupIncrementally(({ exchange, findings }: Judged) =>
  findings.flatMap((finding) => (finding.once ? [groupKey(exchange, finding)] : [])),
);

function exactnessOf({ explains, needs }: Rule, needable: Partial<Needable>): number {
  const given = explains === undefined ? undefined : give(needs, needable);
  const exactness = given && resolve(explains, given);
  return exactness === undefined ? -1 : EXACTNESS.indexOf(exactness);
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
    const level = resolve(rule.level, given);
    const found = {
      rule: rule.id,
      level,
      hop: resolve(rule.hop, given),
      title: named(resolve(rule.title, given), facts),
      about: aboutOf(rule, given, facts),
      evidence,
      ...(rule.endsWith ? { endsWith: rule.endsWith } : {}),
      ...(rule.once && level === 'info' ? { once: rule.once } : {}),
    };
    return looksBack(rule)
      ? { ...found, ...wordsOf(rule, given, facts) }
      : withWords(found, rule, given, facts);
  } catch (error) {
    return brokenRule(rule, error);
  }
}

const LOOK_BACK = ['past', 'login', 'pages'] as const;
type LookBack = (typeof LOOK_BACK)[number];

/** Words that are still to be written hold what the rule was given, which of these would be the whole recording. */
const looksBack = ({ needs }: Rule): boolean => LOOK_BACK.some((each) => needs.includes(each));

/** Why and fix take time to write, and few findings are opened. */
function withWords(
  found: Omit<Finding, keyof Words>,
  rule: Rule,
  given: Given<keyof Needable>,
  facts: Facts,
): Finding {
  let words: Words | undefined;
  const written = (): Words => {
    words ??= wordsOf(rule, given, facts);
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

function wordsOf(rule: Rule, given: Given<keyof Needable>, facts: Facts): Words {
  try {
    const fix = resolve(rule.fix, given);
    return {
      why: named(resolve(rule.why, given), facts),
      fix: facts.gateway === undefined ? unnamedFix(fix) : fix,
    };
  } catch (error) {
    return brokenRule(rule, error);
  }
}

/** LiteLLM is named only where something shows that it is there. */
const named = (text: string, { gateway }: Facts): string => (gateway === undefined ? unnamed(text) : text);

/** Only the facts asked for; undefined when one is missing. */
function give(needs: Rule['needs'], needable: Partial<Needable>): Given<keyof Needable> | undefined {
  // A loop: this is asked a hundred times of each exchange.
  for (const need of needs) if (needable[need] === undefined) return undefined;
  const given: Partial<Record<keyof Needable, unknown>> = {};
  for (const need of needs) given[need] = needable[need];
  return given as Given<keyof Needable>;
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
