import { inQuotes } from '../../diagnosis/words.ts';
import { answered, failureOf, took } from '../answer.ts';
import type { Found } from '../found.ts';
import { type Asking, type Endpoint, rpcRequest } from '../request.ts';
import type { CheckTarget } from '../target.ts';

/** Calls a tool, because it was asked for. */
export function* callTool(
  endpoint: Endpoint,
  { tool, arguments: given }: NonNullable<CheckTarget['call']>,
  revision: string | undefined,
): Asking<Found> {
  const answer = yield rpcRequest(endpoint, {
    step: 'call',
    method: 'tools/call',
    id: 20,
    revision,
    name: tool,
    params: { name: tool, arguments: given },
  });
  return answered(answer)
    ? { status: 'ok', says: `${inQuotes(tool)} answered in ${took(answer)}.`, answers: [answer] }
    : { status: 'failed', says: failureOf(answer), answers: [answer] };
}
