import { spelled } from '../litellm/address.ts';
import type { Attempt, Joined } from './attempts.ts';
import type { LoginStepName } from './login.ts';

/** What one login is made of. */
export interface Pieces {
  /** The client's preparations, and whether each was made for a login before this one. */
  readonly learned: readonly (Joined & { readonly earlier: boolean })[];
  /** From the authorization request on; empty where it did not come to that. */
  readonly own: readonly Joined[];
}

const LEARNED = ['challenge', 'resource-metadata', 'server-metadata', 'registration'] as const;

/**
 * Divides what is known about one endpoint among the logins for it: each gets what came after the one before it, and
 * knows the rest from there. What was learned after the last attempt is a login that went no further.
 * @param about challenges, metadata and registrations for the endpoint, in order
 * @param attempts those for the endpoint, in the order they began
 * @param renewals when a token was renewed without the user: a challenge before that asks for no login
 */
export function divide(
  about: readonly Joined[],
  attempts: readonly Attempt[],
  renewals: readonly number[],
): readonly Pieces[] {
  const pieces: Pieces[] = [];
  let since = Number.NEGATIVE_INFINITY;
  for (const { parts } of attempts) {
    const began = startOf(parts[0]);
    const until = preparesUntil(parts);
    const before = about.filter((each) => startOf(each) <= since);
    const fresh = about.filter(
      (each) => startOf(each) > since && startOf(each) <= (each.step === 'challenge' ? began : until),
    );
    pieces.push({ learned: [...fromBefore(before, fresh), ...fresh.map(now)], own: parts });
    since = until;
  }
  const left = about.filter((each) => startOf(each) > since);
  const before = about.filter((each) => startOf(each) <= since);
  if (!isLogin(left, attempts.at(-1), renewals)) return pieces;
  const tries = segments(left);
  return [
    ...pieces,
    ...tries.map((fresh, index) => ({
      learned: [...fromBefore([...before, ...tries.slice(0, index).flat()], fresh), ...fresh.map(now)],
      own: [],
    })),
  ];
}

const startOf = (part: Joined | undefined): number => part?.facts.exchange.startedAt ?? 0;
const now = (part: Joined) => ({ ...part, earlier: false });

/** Clients without a memory read the metadata again when the user is back, before they ask for the token. */
function preparesUntil(parts: readonly Joined[]): number {
  const token = parts.find(({ step }) => step === 'token');
  const callback = parts.findLast(({ step }) => step === 'callback');
  if (token) return startOf(token);
  return startOf(callback ?? parts[0]);
}

/** Of each step that is not made anew, what was learned last. */
function fromBefore(before: readonly Joined[], fresh: readonly Joined[]): Pieces['learned'] {
  const steps = new Set<LoginStepName>(fresh.map(({ step }) => step));
  return LEARNED.filter((name) => !steps.has(name)).flatMap((name) => {
    const last = before.findLast(({ step }) => step === name);
    return last ? [{ ...last, earlier: true }] : [];
  });
}

/** Whether what was learned since the last attempt began another login, and is no request that went out beside it. */
function isLogin(left: readonly Joined[], last: Attempt | undefined, renewals: readonly number[]): boolean {
  const [first] = left;
  if (!first) return false;
  if (!last || left.some(({ step }) => step !== 'challenge')) return true;
  const call = last.parts.find(({ step }) => step === 'call');
  return (
    call !== undefined &&
    startOf(first) > startOf(call) &&
    !renewals.some((renewed) => renewed > startOf(first))
  );
}

/** Tries that ended before the user was sent anywhere: one begins with a challenge, and reads again what was read before. */
function segments(left: readonly Joined[]): readonly (readonly Joined[])[] {
  const tries: Joined[][] = [[]];
  let challenged: Joined[] = [];
  for (const part of left) {
    const current = tries.at(-1) ?? [];
    if (part.step === 'challenge' && current.some(({ step }) => step !== 'challenge')) {
      challenged.push(part);
      continue;
    }
    if (
      challenged.length > 0 &&
      current.some(({ facts }) => isSameRequest(facts.exchange, part.facts.exchange))
    ) {
      tries.push([...challenged, part]);
    } else current.push(part);
    challenged = [];
  }
  return tries;
}

const isSameRequest = (one: Joined['facts']['exchange'], other: Joined['facts']['exchange']): boolean =>
  spelled(one.request.url) === spelled(other.request.url) && one.request.method === other.request.method;
