import type { CheckResult, Verdict } from '../checks/plan.ts';
import type { CheckStep } from '../checks/step.ts';
import type { Inspected } from '../inspect.ts';
import { HOP_NAMES } from '../words/hops.ts';
import { findingWords, oneLine } from './finding-words.ts';
import { toJson } from './findings.ts';

/** What `check --json` prints: a public contract, see design.md in the docs. */
export function checkJson(
  target: string,
  { verdict, failingHop, steps }: CheckResult,
  exchanges: readonly Inspected[],
): object {
  return { target, verdict, failingHop: failingHop ?? null, steps, ...toJson(exchanges, exchanges.length) };
}

const WIDTH = 'resource-metadata'.length;

/** A step that is over, as one line. */
export function stepWords({ id, status, says }: CheckStep): string {
  return `${status.padEnd('skipped'.length)}  ${id.padEnd(WIDTH)}  ${oneLine(says)}\n`;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  ready: 'Ready: everything that was asked works.',
  'login-required': 'Login required: it works up to the OAuth login, which only you can do.',
  broken: 'Broken',
};

/** The verdict, and where something fails the finding with its fix. */
export function resultWords({ verdict, failingHop, failed, cause }: CheckResult): string {
  const where = failingHop === undefined ? '' : ` at ${HOP_NAMES[failingHop]}`;
  const what = cause?.title ?? failed?.says;
  const head = verdict === 'broken' ? `${VERDICTS.broken}${where}: ${what}` : VERDICTS[verdict];
  return `\n${oneLine(head)}\n${cause ? findingWords(cause) : ''}`;
}
