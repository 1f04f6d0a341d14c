import { isDone } from '../diagnosis/done.ts';
import type { Finding, Hop } from '../diagnosis/rule.ts';
import { settle } from '../diagnosis/settle.ts';
import { inQuotes } from '../diagnosis/words.ts';
import { header } from '../exchange/exchange.ts';
import { defined } from '../exchange/json.ts';
import { originOf } from '../exchange/origin.ts';
import type { Inspected } from '../inspect.ts';
import { asksForServerLogin } from '../litellm/gateway-challenge.ts';
import { causeOf, failureOf, faultOf, missesTarget, took, wasGivenUp } from './answer.ts';
import { type Found, notAsked, skipped } from './found.ts';
import { asksForNewest, type Opening, open } from './open.ts';
import { type Asking, documentRequest, endSession } from './request.ts';
import { type CheckStep, HOP_OF_STEP, STEP_IDS, type StepId } from './step.ts';
import { callTool } from './steps/call.ts';
import { askDirectly } from './steps/direct.ts';
import { askPreflight } from './steps/preflight.ts';
import { tellRegistration } from './steps/registration.ts';
import { readResourceMetadata } from './steps/resource-metadata.ts';
import { judgeServerMetadata, readServerMetadata } from './steps/server-metadata.ts';
import { isGood, type Listing, listingWords, listTools } from './steps/tools.ts';
import type { CheckTarget } from './target.ts';

/** What a check came to. `login-required`: all is well up to the OAuth login that only a person can do. */
export type Verdict = 'ready' | 'login-required' | 'broken';

export interface CheckResult {
  readonly verdict: Verdict;
  /** Set where it is broken. */
  readonly failingHop?: Hop;
  /** The step that failed first. */
  readonly failed?: CheckStep;
  /** What says why, where a rule does. */
  readonly cause?: Finding;
  /** One of each id, in the order of `STEP_IDS`. */
  readonly steps: readonly CheckStep[];
}

/** Notes how a step ended. */
type Tell = (id: StepId, found: Found) => void;

/**
 * Plans a check: the shortest way to a verdict, one request after the other. It does nothing itself: whoever runs it sends what it yields,
 * and gives back what came of it, inspected.
 * @param onStep called when a step is over, or left out
 */
export function* planCheck(
  target: CheckTarget,
  onStep: (step: CheckStep) => void = () => undefined,
): Asking<CheckResult> {
  const ended = new Map<StepId, Found>();
  const tell: Tell = (id, found) => {
    ended.set(id, found);
    onStep(stepOf(id, found));
  };

  const opening = yield* open({ url: target.url, isDirect: false, origin: target.origin }, 'initialize');
  const login = opening.answers.find(({ exchange }) => asksForServerLogin(exchange));
  const reach = yield* reached(opening);
  const isReached = reach.status === 'ok';
  tell('reach', reach);
  if (isReached) tell('initialize', initialised(opening, login));
  else tell('initialize', skipped('Nothing of MCP answered.'));

  const listing = yield* askForTools(target, opening, tell);
  const challenged = login ?? listing?.answers.find(({ exchange }) => asksForServerLogin(exchange));
  yield* discover(target, challenged, isReached, tell);
  yield* askForPage(target, opening, isReached, tell);
  yield* askServer(target, listing, tell);
  // Who let one request hang is not asked for what can be done without.
  const hangs = [...opening.answers, ...(listing?.answers ?? [])].some(wasGivenUp);
  if (opening.hasSession && !hangs) yield endSession(opening.endpoint, opening.revisions[0]);
  return resultOf(ended, challenged !== undefined);
}

/** Whether anything answers that may be the gateway. */
function* reached({ last, answers, endpoint: { url, origin } }: Opening): Asking<Found> {
  const { response } = last.exchange;
  if (response.status === 0) {
    const says = `${failureOf(last)} ${response.error ?? ''}`.trim();
    if (!wasGivenUp(last)) return { status: 'failed', says, answers };
    // A gateway may wait for the MCP server before it says anything: what it has itself tells whether it is there.
    const own = `${new URL(url).origin}/.well-known/oauth-protected-resource`;
    const alive = yield documentRequest('reach', own, origin);
    return alive.exchange.response.status === 0
      ? { status: 'failed', says: `Nothing answers in ${took(last)}.`, answers: [...answers, alive] }
      : {
          status: 'ok',
          says: `A server is there: it answered another request in ${took(alive)}.`,
          answers: [alive],
        };
  }
  if (response.status >= 300 && response.status < 400) {
    const to = originOf(header(response.headers, 'location'));
    const says =
      to === undefined
        ? 'It redirects again and again.'
        : `It redirects to ${inQuotes(to)}. The credential does not go there.`;
    return { status: 'failed', says, answers };
  }
  const isEdge = last.refusals?.some(({ by, carrier }) => by === 'edge' && carrier === 'http');
  if (isEdge) return { status: 'failed', says: failureOf(last), answers };
  const who = last.gateway ?? 'A server';
  return {
    status: 'ok',
    says: `${who} answered in ${took(answers[0] ?? last)}.`,
    answers: answers.slice(0, 1),
  };
}

function initialised({ last, answers, revisions }: Opening, login: Inspected | undefined): Found {
  // That a server does not know the newest revision is no fault, however it says so.
  const fault = answers
    .filter((each) => each === last || !asksForNewest(each))
    .map(faultOf)
    .find((each) => each !== undefined);
  if (fault) return { status: 'failed', says: `${fault.title}.`, answers };
  if (login) return { status: 'ok', says: 'It asks for an OAuth login first.', answers };
  return isDone(last) && revisions.length > 0
    ? { status: 'ok', says: `It speaks MCP ${revisions.join(' and ')}.`, answers }
    : { status: 'failed', says: failureOf(last), answers };
}

/** Lists the tools, and calls one where that was asked for. @returns the list, where it was asked for */
function* askForTools(target: CheckTarget, opening: Opening, tell: Tell): Asking<Listing | undefined> {
  const { endpoint, revisions } = opening;
  const [revision] = revisions;
  const notAsked = 'No tool was named for it.';
  if (revision === undefined || !isDone(opening.last)) {
    tell('tools', skipped('The server did not begin.'));
    tell('call', skipped(target.call ? 'The server did not begin.' : notAsked));
    return undefined;
  }
  const listing = settledWith(opening, yield* listTools(endpoint, 'tools', revision));
  // Older releases of LiteLLM list the tools of all servers then.
  const missing = opening.answers.filter(missesTarget);
  tell('tools', {
    status: isGood(listing) && missing.length === 0 ? 'ok' : 'failed',
    says: missing[0] ? failureOf(missing[0]) : listingWords(listing),
    answers: [...missing, ...listing.answers],
  });
  // A tool may work although the list does not, and its error may say more.
  tell('call', target.call ? yield* callTool(endpoint, target.call, revision) : skipped(notAsked));
  return listing;
}

/** What the opening left open is settled by the list. */
const settledWith = ({ answers }: Opening, listing: Listing): Listing => ({
  ...listing,
  answers: settle([...answers, ...listing.answers]).slice(answers.length),
});

/** Follows the challenge to the authorization server. */
function* discover(
  target: CheckTarget,
  challenged: Inspected | undefined,
  isReached: boolean,
  tell: Tell,
): Asking<void> {
  const rest: readonly StepId[] = ['resource-metadata', 'server-metadata', 'registration'];
  if (!challenged) {
    const why = isReached
      ? 'Nothing asked for an OAuth login.'
      : 'Nothing answered that could ask for a login.';
    for (const id of rest) tell(id, skipped(why));
    return;
  }
  const resource = yield* readResourceMetadata(challenged, target);
  tell('resource-metadata', resource);
  if (resource.status === 'skipped') {
    for (const id of rest.slice(1)) tell(id, skipped('The endpoint’s own metadata was not asked for.'));
    return;
  }
  // A resource without metadata is its own authorization server for older clients (MCP 2025-03-26, authorization, "Fallbacks").
  const issuer = resource.issuer ?? new URL(target.url).origin;
  const server =
    (resource.server && judgeServerMetadata(resource.server)) ?? (yield* readServerMetadata(issuer, target));
  tell('server-metadata', server);
  tell(
    'registration',
    server.document ? tellRegistration(server.document) : skipped('The authorization server is not known.'),
  );
}

function* askForPage(
  target: CheckTarget,
  { endpoint }: Opening,
  isReached: boolean,
  tell: Tell,
): Asking<void> {
  if (target.origin === undefined) tell('preflight', skipped('No page’s origin was given.'));
  else if (!isReached) tell('preflight', skipped('Nothing answered that could allow a page.'));
  else tell('preflight', yield* askPreflight(endpoint.url, target.origin, target));
}

/** Asks the MCP server itself, where that was asked for or tells more. */
function* askServer(target: CheckTarget, listing: Listing | undefined, tell: Tell): Asking<void> {
  const named = listing?.answers.find(({ debug }) => debug?.outboundUrl !== undefined)?.debug?.outboundUrl;
  const url = target.direct ?? named;
  if (url === undefined) return tell('direct', skipped('The gateway does not say where the MCP server is.'));
  if (target.direct === undefined && listing && isGood(listing))
    return tell('direct', skipped('The gateway’s answer leaves nothing to ask.'));
  const refused = notAsked(url, target);
  if (refused) return tell('direct', { ...refused, status: 'skipped' });
  tell('direct', yield* askDirectly(url, listing?.names ?? []));
}

function stepOf(id: StepId, { status, says, answers, notAllowed }: Found): CheckStep {
  const exchanges = [...new Set(answers.map(({ exchange }) => exchange.index))];
  return { id, status, says, exchanges, ...defined({ notAllowed }) };
}

/** A check breaks at the first step that failed. What the MCP server answers by itself decides nothing. */
function resultOf(ended: ReadonlyMap<StepId, Found>, asksForLogin: boolean): CheckResult {
  const found = STEP_IDS.flatMap((id) => (ended.has(id) ? [[id, ended.get(id) as Found] as const] : []));
  const steps = found.map(([id, each]) => stepOf(id, each));
  const broken = found.find(
    ([id, { status }]) => status === 'failed' && id !== 'direct' && id !== 'registration',
  );
  if (!broken) return { verdict: asksForLogin ? 'login-required' : 'ready', steps };
  const [id, { answers }] = broken;
  const cause = answers
    .toReversed()
    .map(causeOf)
    // What nothing answers says nothing of the hops behind.
    .find(
      (each) =>
        each !== undefined && (id !== 'reach' || each.hop === 'browser' || each.hop === 'client-to-gateway'),
    );
  return {
    verdict: 'broken',
    failingHop: cause?.hop ?? HOP_OF_STEP[id],
    failed: stepOf(id, broken[1]),
    ...(cause && { cause }),
    steps,
  };
}
