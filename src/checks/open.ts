import { isDone } from '../diagnosis/done.ts';
import { header } from '../exchange/exchange.ts';
import { textIn } from '../exchange/json.ts';
import { originOf } from '../exchange/origin.ts';
import type { Inspected } from '../inspect.ts';
import { methodsOf } from '../mcp/rpc.ts';
import { answered, beganSession, resultOf, wasGivenUp } from './answer.ts';
import { type Asking, type Endpoint, INTRODUCTION, type Message, NEWEST, rpcRequest } from './request.ts';
import type { StepId } from './step.ts';

/** An endpoint after it was asked to begin. */
export interface Opening {
  /** Where it is: as given, or where it redirected to on its own origin. */
  readonly endpoint: Endpoint;
  /** What came of each request, in order. */
  readonly answers: readonly Inspected[];
  /** The answer to the last request that asked it to begin. */
  readonly last: Inspected;
  /** The revisions that it speaks; empty where it did not begin. */
  readonly revisions: readonly string[];
  readonly hasSession: boolean;
}

/** So often an endpoint may send on to itself, `/mcp` to `/mcp/`. */
export const MOST_REDIRECTS = 3;

/**
 * Begins to speak with an MCP endpoint: by `initialize`, as every server until 2025-11-25 wants it, and asks whether it knows the newest
 * revision, too, which has none. No redirect to another origin is followed.
 */
export function* open(start: Endpoint, step: StepId): Asking<Opening> {
  let endpoint = start;
  const answers: Inspected[] = [];
  const ask = function* (message: Message): Asking<Inspected> {
    const answer = yield rpcRequest(endpoint, message);
    answers.push(answer);
    return answer;
  };
  const introduce = () => ask({ step, method: 'initialize', id: 1, params: INTRODUCTION });

  let last = yield* introduce();
  for (let count = 0; count < MOST_REDIRECTS; count += 1) {
    const url = ownRedirect(last, endpoint.url);
    if (url === undefined) break;
    endpoint = { ...endpoint, url };
    last = yield* introduce();
  }
  const revisions: string[] = [];
  const negotiated = textIn(resultOf(last), 'protocolVersion');
  if (negotiated !== undefined) {
    revisions.push(negotiated);
    const noted = yield* ask({ step, method: 'notifications/initialized', revision: negotiated });
    // A server that hangs only now has more to say with the next request.
    if (!isDone(noted) && !wasGivenUp(noted))
      return { endpoint, answers, last: noted, revisions, hasSession: beganSession(last) };
  }
  const hangs = answers.some(wasGivenUp);
  if (!hangs && (negotiated !== undefined || mayBeNewerOnly(last))) {
    const discovered = yield* ask({ step, method: 'server/discover', id: 2, revision: NEWEST });
    if (answered(discovered)) {
      revisions.push(NEWEST);
      if (negotiated === undefined) last = discovered;
    }
  }
  return { endpoint, answers, last, revisions, hasSession: beganSession(last) };
}

/** Whether an exchange only asked whether the newest revision is known. */
export const asksForNewest = ({ rpc }: Inspected): boolean =>
  rpc !== undefined && methodsOf(rpc).includes('server/discover');

/** A server of the newest revision alone knows no `initialize`. */
const mayBeNewerOnly = ({ refusals = [] }: Inspected): boolean =>
  refusals.some(({ reason }) => reason === 'version' || reason === 'not-found');

/** Where an answer sends to, if that is on the endpoint's own origin and keeps the method (RFC 9110 sections 15.4.8 and 15.4.9). */
function ownRedirect({ exchange: { response } }: Inspected, from: string): string | undefined {
  if (response.status !== 307 && response.status !== 308) return undefined;
  const location = header(response.headers, 'location') ?? '';
  const to = URL.canParse(location, from) ? new URL(location, from).href : undefined;
  return originOf(to) === originOf(from) ? to : undefined;
}
