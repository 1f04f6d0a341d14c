import { expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/every-rule.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { sized } from '../e2e/sized.ts';
import { entry } from '../har-entry.ts';
import { type Failing, failedExchanges } from './failed-exchanges.ts';

const EXPLAINING: ReadonlySet<string> = new Set(
  RULES.filter(({ explains }) => explains !== undefined).map(({ id }) => id),
);

function inspectLast({ before, parts }: Failing): Inspected | undefined {
  const inspector = createInspector();
  for (const each of before) inspector.add(entry(each));
  return inspector.add(entry({ at: 1000, ...parts }));
}

/** What is wrong with what is said of a failed exchange; empty where nothing is. */
function faultsOf(failing: Failing): readonly string[] {
  const inspected = inspectLast(failing);
  if (!inspected) return ['not recognised'];
  const causes = inspected.findings.filter(({ rule }) => EXPLAINING.has(rule));
  const rules = causes.map(({ rule, level }) => `${rule}/${level}`);
  const naming = failing.isLitellm
    ? []
    : inspected.findings.filter(({ title, why, fix }) =>
        /LiteLLM/.test([title, why, fix.user?.text, fix.operator?.text].join()),
      );
  return [
    ...(causes.length === 1 ? [] : [`${causes.length} causes: ${rules.join()}`]),
    ...naming.map(({ rule }) => `${rule} names LiteLLM`),
  ];
}

/** One in so many of them, so that every kind is met within seconds; all of them in `npm run soak`. */
const STRIDE = sized({ test: 41, soak: 1 });

it('names one cause of every failure, and LiteLLM only where something shows it', () => {
  const faults = new Map<string, string[]>();
  let index = 0;
  for (const failing of failedExchanges()) {
    index += 1;
    if (index > MESSAGES && index % STRIDE !== 0) continue;
    for (const fault of faultsOf(failing)) faults.set(fault, [...(faults.get(fault) ?? []), failing.name]);
  }
  expect(index).toBeGreaterThan(130_000);
  expect(
    Object.fromEntries(
      [...faults].map(([fault, names]) => [`${fault} (${names.length})`, names.slice(0, 3)]),
    ),
  ).toEqual({});
});

/** The first ones are of few kinds, and all are looked at. */
const MESSAGES = 1_000;
