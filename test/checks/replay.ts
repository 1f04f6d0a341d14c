import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from 'har-format';
import { type CheckResult, planCheck } from '../../src/checks/plan.ts';
import type { CheckRequest } from '../../src/checks/request.ts';
import { runCheck } from '../../src/checks/run.ts';
import type { CheckStep } from '../../src/checks/step.ts';
import type { CheckTarget } from '../../src/checks/target.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { root } from '../stack/paths.ts';

const DIRECTORY = join(root, 'test/checks/recorded');

/** A check as it went against a release of LiteLLM (test/stack/record-checks.ts). */
export interface RecordedCheck {
  readonly litellm: string;
  readonly id: string;
  readonly target: CheckTarget;
  readonly entries: readonly Entry[];
}

/** The releases that checks are recorded of. */
export const CHECKED_RELEASES: readonly string[] = existsSync(DIRECTORY)
  ? readdirSync(DIRECTORY).toSorted()
  : [];

export function recordedCheck(litellm: string, id: string): RecordedCheck {
  const { log } = JSON.parse(readFileSync(join(DIRECTORY, litellm, `${id}.har`), 'utf8')) as {
    readonly log: {
      readonly entries: readonly Entry[];
      readonly _hopscope: { readonly target: CheckTarget };
    };
  };
  return { litellm, id, target: log._hopscope.target, entries: log.entries };
}

/** What a plan came to, and what it did on the way. */
export interface Played {
  readonly result: CheckResult;
  readonly asked: readonly CheckRequest[];
  readonly told: readonly CheckStep[];
  readonly inspected: readonly Inspected[];
}

/**
 * Plays a plan without a network.
 * @param answer what comes of a request
 */
export async function play(
  target: CheckTarget,
  answer: (request: CheckRequest, count: number) => Entry,
): Promise<Played> {
  const inspector = createInspector();
  const [asked, told, inspected]: [CheckRequest[], CheckStep[], Inspected[]] = [[], [], []];
  const result = await runCheck(
    planCheck(target, (step) => told.push(step)),
    async (request) => {
      asked.push(request);
      return answer(request, asked.length - 1);
    },
    (entry) => {
      const one = inspector.add(entry);
      if (!one) throw new Error('what a check sent was not inspected');
      inspected.push(one);
      return one;
    },
  );
  return { result, asked, told, inspected };
}

/** Plays a recorded check again: each request has to be the recorded one. */
export const replay = ({ target, entries }: RecordedCheck): Promise<Played> =>
  play(target, ({ method, url }, count) => {
    const entry = entries[count];
    if (entry?.request.method !== method || entry.request.url !== url)
      throw new Error(`request ${count} was recorded as another: ${method} ${url}`);
    return entry;
  });
