import { header } from '../exchange/exchange.ts';
import { memoize } from '../exchange/memoize.ts';
import { plain } from '../litellm/address.ts';
import { isGatewayCall } from '../litellm/gateway-call.ts';
import { isLegacyStream } from '../mcp/recognise.ts';
import { calledOn, methodsOf, unansweredIds } from '../mcp/rpc.ts';
import { cancelledId } from './computed/earlier-calls.ts';
import { isDone } from './done.ts';
import { type Facts, type Finding, HOPS, type HopVerdicts, type Judged } from './rule.ts';
import { ofPage, senderOf } from './senders.ts';
import { endpointOf, settle } from './settle.ts';

/**
 * What a recording still fails of: the first error, in the order in which a request travels, that the client did not get over. Without an error
 * it is a warning about a refusal, where the same operation never worked after it, or about an endpoint that never answered at all.
 */
export function whatFails(
  recording: readonly (Judged & { readonly hops: HopVerdicts })[],
): Finding | undefined {
  const settled = ofPage(settle(recording));
  const over = gotOver(settled);
  const lastStep = settled.findLastIndex(({ oauthStep }) => oauthStep !== undefined);
  // What asks for a login is answered when one begins, and what becomes of that is the login’s.
  const left = settled.filter(
    ({ exchange, kind, challenge }, at) =>
      !over.has(exchange.index) && !(kind === 'mcp' && challenge !== undefined && at < lastStep),
  );
  const answered = new Set(settled.filter(isDone).map(endpointOf));
  const stuck = left.filter(
    (each) =>
      each.exchange.response.status >= 400 || (isWithoutAnswer(each) && !answered.has(endpointOf(each))),
  );
  return firstOf(left, 'error') ?? firstOf(stuck, 'warning');
}

/** A call that its client got nothing for. What a tool says of itself is an answer. */
const isWithoutAnswer = (each: Judged): boolean =>
  isGatewayCall(each.kind) &&
  !isDone(each) &&
  !each.refusals?.every(({ carrier }) => carrier === 'tool-result');

/** The finding of a level that a request meets first on its way. */
export function firstOf(
  recording: readonly Pick<Judged, 'findings'>[],
  level: Finding['level'],
): Finding | undefined {
  const findings = recording.flatMap((each) => each.findings).filter((each) => each.level === level);
  return HOPS.map((hop) => findings.find((each) => each.hop === hop)).find((each) => each !== undefined);
}

/**
 * The exchanges whose failure the client got over: a later attempt at the same operation went well. What is left is what is still broken.
 * @returns their indexes
 */
export function gotOver(recording: readonly Judged[]): ReadonlySet<number> {
  const worked = new Set<string>();
  const over = new Set<number>();
  for (const each of recording.toReversed()) {
    const isCancelled = takeCancelled(each, worked);
    if (isDone(each)) {
      worked.add(operationOf(each)).add(addressOf(each)).add(endpointOf(each));
      if (isLegacyStream(each.exchange)) worked.add(streamOf(each));
      for (const id of cancelledBy(each)) worked.add(cancellationOf(each, id));
    } else if (
      isCancelled ||
      worked.has(whatEndsIt(each)) ||
      (isIntroduction(each) && worked.has(streamOf(each)))
    ) {
      over.add(each.exchange.index);
    }
  }
  return over;
}

const cancelledBy = ({ rpc }: Facts): readonly unknown[] =>
  (rpc?.sent ?? []).map(cancelledId).filter((id) => id !== undefined);

const cancellationOf = (facts: Facts, id: unknown): string =>
  `cancelled ${endpointOf(facts)} ${JSON.stringify(id)}`;

/** Whether the client itself cancelled behind it all that got no answer. Ids come again in the next session, so a cancellation counts once. */
function takeCancelled(each: Judged, worked: Set<string>): boolean {
  const { rpc, exchange } = each;
  if (rpc === undefined) return false;
  const open = new Set(unansweredIds(rpc));
  const isEmpty = exchange.response.status === 200 && open.size > 0;
  const ids = rpc.sent.flatMap((message) => (message.type === 'request' ? [message.id] : []));
  const taken = ids.filter((id) => worked.delete(cancellationOf(each, id)));
  return isEmpty && taken.filter((id) => open.has(id)).length === open.size;
}

/** A client that is refused its `initialize` opens the legacy transport's stream instead (MCP 2025-03-26, "Backwards Compatibility"). */
const isIntroduction = ({ rpc }: Facts): boolean =>
  rpc !== undefined && methodsOf(rpc).includes('initialize');

const streamOf = (facts: Facts): string => `legacy stream of ${endpointOf(facts)}`;

/** What has to work for an exchange to be got over. */
function whatEndsIt(each: Judged): string {
  if (each.kind === 'preflight') return addressOf(each);
  const isOfEndpoint = each.findings.some(
    ({ endsWith, level }) => endsWith === 'answer' && level !== 'error',
  );
  return isOfEndpoint ? endpointOf(each) : operationOf(each);
}

/** What an exchange was to do: the same method, tool and server, or the same step of a login. */
const operationOf = memoize((facts: Facts): string => {
  const { rpc, oauthStep, continues } = facts;
  if (continues) return `${addressOf(facts)} for ${continues.method} ${continues.name}`;
  const called = (rpc?.sent ?? []).flatMap((message) => calledOn(message) ?? []);
  const what = rpc ? [...methodsOf(rpc), ...called] : oauthStep ? [oauthStep.step] : [];
  return `${addressOf(facts)} for ${what.join(' ')}`;
});

/** By sender. A preflight is part of the request that it asks for. */
function addressOf({ exchange, kind }: Facts): string {
  const { request } = exchange;
  const method =
    kind === 'preflight' ? header(request.headers, 'access-control-request-method') : request.method;
  return `${senderOf({ exchange })} ${method ?? ''} ${plain(request.url)}`;
}
