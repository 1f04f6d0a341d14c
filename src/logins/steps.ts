import type { Finding } from '../diagnosis/rule.ts';
import { defined } from '../exchange/json.ts';
import type { Joined } from './attempts.ts';
import type { Pieces } from './divide.ts';
import { type Around, endOf } from './ending.ts';
import {
  type Diagnosed,
  LOGIN_STEPS,
  type Login,
  type LoginEnd,
  type LoginFailure,
  type LoginPart,
  type LoginStep,
  type LoginStepName,
  type LoginStepState,
} from './login.ts';

/**
 * Puts the pieces of a login in order and judges its steps.
 * @param endpoint the MCP endpoint it is for
 * @param isLast no other login for the endpoint began after it
 * @param around the recording
 */
export function loginOf(
  { learned, own }: Pieces,
  endpoint: string | undefined,
  isLast: boolean,
  around: Around,
): Login {
  const parts = [...learned, ...own.map((part) => ({ ...part, earlier: false }))];
  const byStep = LOGIN_STEPS.map((name) => parts.filter(({ step }) => step === name).map(partOf));
  const last = byStep.findLastIndex((each) => each.length > 0);
  const fresh = parts.filter(({ earlier }) => !earlier);
  const first = fresh.length > 0 ? fresh : parts;
  const step = LOGIN_STEPS[last] ?? 'challenge';
  const end: LoginEnd | undefined = isLast ? endOf({ step, parts: first, endpoint }, around) : 'restart';
  const mayGoOn = around.goesOn && end === undefined;
  const failure = failureOf(byStep, last, mayGoOn);
  const waits = mayGoOn && !failure;
  const steps = LOGIN_STEPS.map((name, index): LoginStep => {
    const here = byStep[index] ?? [];
    const state =
      here.length > 0 ? seenState(here, failure?.step === name) : unseenState(index - last, failure, waits);
    return { name, state, parts: here };
  });
  const isDone = steps.at(-1)?.state === 'done';
  const isLeft = end !== undefined && !isDone && !failure;
  return {
    first: first[0]?.facts.exchange.index ?? 0,
    startedAt: first[0]?.facts.exchange.startedAt ?? 0,
    ...defined({ endpoint, failure, end: isLeft ? end : undefined }),
    steps,
    state: isDone ? 'done' : failure ? 'failed' : isLeft ? 'left' : waits ? 'waiting' : 'unfinished',
    restarted: !isLast && !isDone,
  };
}

const partOf = ({ facts, step, by, earlier }: Joined & { readonly earlier: boolean }): LoginPart => ({
  facts,
  by,
  failed: hasFailed(step, facts),
  earlier,
});

/** Rules that say that a response was of no use to the page, whatever its status. */
const USELESS: ReadonlySet<string> = new Set(['response-hidden-by-cors', 'token-unused']);

function hasFailed(step: LoginStepName, { exchange, metadata, oauthStep, findings }: Diagnosed): boolean {
  // A challenge refuses the request, and that is how a login begins.
  if (step === 'challenge') return false;
  if (exchange.response.status === 0 || findings.some(({ rule }) => USELESS.has(rule))) return true;
  if (step === 'call') return exchange.response.status >= 400;
  return metadata?.problem !== undefined || oauthStep?.error !== undefined;
}

/** Rules on metadata that clients refuse. LiteLLM 1.81 always has another issuer, and clients go on (recorded). */
const TOLERATED = 'issuer-mismatch';

/** Where a login ended: its last try failed, or what it learned is refused by clients and it went no further. */
function failureOf(
  byStep: readonly (readonly LoginPart[])[],
  last: number,
  mayGoOn: boolean,
): LoginFailure | undefined {
  const part = byStep[last]?.at(-1);
  if (part?.failed && !part.earlier) {
    const finding = errorsIn(part)[0] ?? part.facts.findings.find(({ level }) => level !== 'info');
    return failureAt(last, part, finding);
  }
  if (last >= LOGIN_STEPS.indexOf('authorize')) return undefined;
  const refused = byStep.flatMap((parts, index) =>
    LOGIN_STEPS[index]?.endsWith('metadata')
      ? parts
          .filter(({ earlier }) => !earlier)
          .flatMap((each) => errorsIn(each).map((finding) => ({ index, part: each, finding })))
      : [],
  );
  const hasRegistered = byStep[LOGIN_STEPS.indexOf('registration')]?.some(({ earlier }) => !earlier);
  const worst =
    refused.find(({ finding }) => finding.rule !== TOLERATED) ??
    (mayGoOn || hasRegistered ? undefined : refused[0]);
  return worst && failureAt(worst.index, worst.part, worst.finding);
}

const failureAt = (index: number, { facts }: LoginPart, finding: Finding | undefined): LoginFailure => ({
  step: LOGIN_STEPS[index] ?? 'challenge',
  exchange: facts.exchange.index,
  ...defined({ finding }),
});

const errorsIn = ({ facts }: LoginPart): readonly Finding[] =>
  facts.findings.filter(({ level }) => level === 'error');

const seenState = (parts: readonly LoginPart[], endedHere: boolean): LoginStepState =>
  endedHere || parts.every(({ failed }) => failed) ? 'failed' : 'done';

/** @param distance how many steps behind the last that was seen; negative before it */
function unseenState(distance: number, failure: LoginFailure | undefined, waits: boolean): LoginStepState {
  if (distance < 0) return 'not-seen';
  if (failure || distance > 1) return 'not-reached';
  return waits ? 'waiting' : 'not-seen';
}
