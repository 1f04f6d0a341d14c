import { groupBy } from '../exchange/group.ts';
import { plain } from '../litellm/address.ts';
import { type Course, endedAt } from './course.ts';
import type { Diagnosed, LoginEnd, LoginStepName, Page } from './login.ts';
import { loadsAnew } from './pages.ts';

/** The recording that a login is a part of. */
export interface Around {
  /** Whether more of it may come. */
  readonly goesOn: boolean;
  /** The last moment that is known of it, milliseconds since the epoch. */
  readonly latest: number;
  /** Its MCP requests, in the order they started. */
  readonly calls: readonly Diagnosed[];
  readonly pages: readonly Page[];
}

/** A page sends requests side by side, so one that starts this soon (milliseconds) after a step says nothing of the login. */
const BESIDE = 5_000;

/** So long, in milliseconds, a client takes at most for a step that it makes by itself. */
const CLIENT = 30_000;

/** The same for a user at a login page, with a password to be found and a second factor. */
const USER = 10 * 60_000;

/** How long the next step may take, after this one, in milliseconds. */
export const patience = (step: LoginStepName): number => (step === 'authorize' ? USER : CLIENT);

/**
 * What shows that the client went no further with a login.
 * @returns undefined while it may go on, as far as the recording shows
 */
export function endOf(course: Course, around: Around): Exclude<LoginEnd, 'restart'> | undefined {
  if (around.pages.some((page) => loadsAnew(page, course))) return 'page';
  if (callsOn(course, around.calls)) return 'call';
  return around.latest - endedAt(course.parts) > patience(course.step) ? 'silence' : undefined;
}

/** Whether the client called the endpoint again, without the token: the call with it is a step of the login. */
function callsOn({ step, parts, endpoint }: Course, calls: readonly Diagnosed[]): boolean {
  if (endpoint === undefined) return false;
  const steps = parts.filter(({ facts }) => facts.kind !== 'mcp');
  const since = endedAt(steps.length > 0 ? steps : parts.slice(0, 1));
  // The page that opened a window for the login stays, and may call while the user is there.
  const isElsewhere = step === 'authorize' && parts.some(({ facts }) => facts.exchange.window !== undefined);
  const from = since + (isElsewhere ? CLIENT : BESIDE);
  return (byAddress(calls).get(plain(endpoint)) ?? []).some(({ exchange }) => exchange.startedAt > from);
}

const byAddress = groupBy(({ exchange }: Diagnosed) => [plain(exchange.request.url)]);
