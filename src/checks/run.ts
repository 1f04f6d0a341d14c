import type { Entry } from 'har-format';
import type { Inspected } from '../inspect.ts';
import type { CheckRequest } from './request.ts';

/** Sends a request of a check. What goes wrong on the way is part of the entry; it throws only when the check is to stop. */
export type Send = (request: CheckRequest) => Promise<Entry>;

/**
 * Runs a plan to its end.
 * @param inspect judges what came of a request
 */
export async function runCheck<Found>(
  plan: Generator<CheckRequest, Found, Inspected>,
  send: Send,
  inspect: (entry: Entry) => Inspected,
): Promise<Found> {
  let turn = plan.next();
  while (!turn.done) turn = plan.next(inspect(await send(turn.value)));
  return turn.value;
}
