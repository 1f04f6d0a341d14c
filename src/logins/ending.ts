import type { Page } from '../exchange/page.ts';
import { plain } from '../litellm/address.ts';
import { type Course, endedAt } from './course.ts';
import { byAddress } from './discovery.ts';
import type { Diagnosed, LoginEnd } from './login.ts';
import { loadsAnew } from './pages.ts';
import { BESIDE, patience } from './patience.ts';

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
  const from = since + (isElsewhere ? patience('challenge') : BESIDE);
  return (byAddress(calls).get(plain(endpoint)) ?? []).some(({ exchange }) => exchange.startedAt > from);
}
