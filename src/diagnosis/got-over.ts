import { header } from '../exchange/exchange.ts';
import { plain } from '../litellm/address.ts';
import { calledOn, methodsOf } from '../mcp/rpc.ts';
import { isUnfinished } from '../mcp/unfinished.ts';
import { type Facts, type Finding, HOPS } from './rule.ts';

interface Judged extends Facts {
  readonly findings: readonly Finding[];
}

/**
 * What a recording still fails of: the first error, in the order in which a request travels, that the client did not get over. Without an error
 * it is a warning about a refusal, where the same operation never worked after it.
 */
export function whatFails(recording: readonly Judged[]): Finding | undefined {
  const over = gotOver(recording);
  const left = recording.filter(({ exchange }) => !over.has(exchange.index));
  const refused = left.filter(({ exchange }) => exchange.response.status >= 400);
  return firstOf(left, 'error') ?? firstOf(refused, 'warning');
}

function firstOf(recording: readonly Judged[], level: Finding['level']): Finding | undefined {
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
    if (isDone(each)) {
      worked.add(operationOf(each)).add(addressOf(each));
    } else if (worked.has(each.kind === 'preflight' ? addressOf(each) : operationOf(each))) {
      over.add(each.exchange.index);
    }
  }
  return over;
}

/** What an exchange was to do: the same method, tool and server, or the same step of a login. */
function operationOf(facts: Facts): string {
  const { rpc, oauthStep, continues } = facts;
  if (continues) return `${addressOf(facts)} for ${continues.method} ${continues.name}`;
  const called = (rpc?.sent ?? []).flatMap((message) => calledOn(message) ?? []);
  const what = rpc ? [...methodsOf(rpc), ...called] : oauthStep ? [oauthStep.step] : [];
  return `${addressOf(facts)} for ${what.join(' ')}`;
}

/** A preflight is part of the request that it asks for. */
function addressOf({ exchange: { request }, kind }: Facts): string {
  const method =
    kind === 'preflight' ? header(request.headers, 'access-control-request-method') : request.method;
  return `${method ?? ''} ${plain(request.url)}`;
}

/** A round that asks for input and a task that goes on are no success yet. */
const isDone = ({ exchange: { response }, kind, rpc, refusals, findings }: Judged): boolean =>
  kind !== 'preflight' &&
  response.status >= 200 &&
  response.status < 300 &&
  refusals === undefined &&
  !rpc?.received.some(isUnfinished) &&
  !findings.some(({ level }) => level === 'error');
