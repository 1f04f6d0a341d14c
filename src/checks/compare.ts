import { isDone } from '../diagnosis/done.ts';
import { inQuotes } from '../diagnosis/words.ts';
import { type Header, nameOf } from '../exchange/exchange.ts';
import { defined, isRecord } from '../exchange/json.ts';
import { readMask, splitMasks } from '../exchange/mask.ts';
import type { Inspected } from '../inspect.ts';
import { DEBUG_REQUEST_HEADER } from '../litellm/header-names.ts';
import { withoutQuery } from '../litellm/routes.ts';
import { revisionOf } from '../mcp/revision.ts';
import { calledOn, methodsOf } from '../mcp/rpc.ts';
import { causeOf } from './answer.ts';

/** A request of a check beside the page's latest of the same URL and method. */
export interface Comparison {
  readonly check: Inspected;
  readonly page: Inspected;
  readonly outcome: Outcome;
  /** In what the requests differ, as a part of a sentence. */
  readonly differ?: string;
  /** Whether both work, both fail, or which one, and in what the requests differ: a sentence or two for people. */
  readonly says: string;
}

/** The most telling first. */
const OUTCOMES = ['check works', 'page works', 'both fail', 'both work'] as const;
type Outcome = (typeof OUTCOMES)[number];

/**
 * Compares a check with what the page sent to the same URL.
 * @param check what came of its requests, in order
 * @param page the page's exchanges, in order
 * @returns the pair that tells most: one that works beside one that fails, then the last; undefined where the page asked for nothing of it
 */
export function compareWithPage(
  check: readonly Inspected[],
  page: readonly Inspected[],
): Comparison | undefined {
  const latest = new Map<string, Inspected>();
  for (const each of page) {
    const key = each.exchange.sentBy === undefined ? askedFor(each) : undefined;
    if (key !== undefined) latest.set(key, each);
  }
  const pairs = check.flatMap((each) => {
    const key = each.exchange.sentBy?.direct ? undefined : askedFor(each);
    const other = key === undefined ? undefined : latest.get(key);
    return other ? [comparePair(each, other)] : [];
  });
  return OUTCOMES.map((outcome) => pairs.findLast((pair) => pair.outcome === outcome)).find(
    (pair) => pair !== undefined,
  );
}

/**
 * The same for one request of the page, beside the latest check that asked for the same.
 * @param ofChecks what checks sent in the recording, in order
 */
export function compareWithCheck(page: Inspected, ofChecks: readonly Inspected[]): Comparison | undefined {
  const key = page.exchange.sentBy === undefined ? askedFor(page) : undefined;
  if (key === undefined) return undefined;
  const check = ofChecks.findLast((each) => !each.exchange.sentBy?.direct && askedFor(each) === key);
  return check && comparePair(check, page);
}

/** The URL, the methods, and what they are called on; undefined where an exchange sent no JSON-RPC. */
function askedFor({ exchange, rpc }: Inspected): string | undefined {
  const methods = rpc ? methodsOf(rpc) : [];
  if (methods.length === 0) return undefined;
  return [withoutQuery(exchange.request.url), ...methods, ...(rpc?.sent ?? []).map(calledOn)].join('\n');
}

function comparePair(check: Inspected, page: Inspected): Comparison {
  const outcome = outcomeOf(isDone(check), isDone(page));
  const differ = differWords(differencesOf(check, page, ['check', 'page']));
  const says = saysOf(outcome, differ, isSameReason(check, page));
  return { check, page, outcome, says, ...defined({ differ }) };
}

function outcomeOf(checkWorks: boolean, pageWorks: boolean): Outcome {
  if (checkWorks === pageWorks) return checkWorks ? 'both work' : 'both fail';
  return checkWorks ? 'check works' : 'page works';
}

/** Whether two exchanges failed of the same: a login that is asked for is no more than an info. */
export const isSameReason = (one: Inspected, other: Inspected): boolean => reasonOf(one) === reasonOf(other);

const reasonOf = (failed: Inspected): string =>
  (causeOf(failed) ?? failed.findings[0])?.rule ?? `HTTP ${failed.exchange.response.status}`;

function saysOf(outcome: Outcome, differ: string | undefined, isSame: boolean): string {
  switch (outcome) {
    case 'check works':
      return differ === undefined
        ? 'The check works, the page’s request does not, although both ask for the same: the page’s browser or network stops it, or it was fixed since.'
        : `The check works, the page’s request does not: they differ in ${differ}.`;
    case 'page works':
      return `The page’s request works, the check does not${differ === undefined ? ', although both ask for the same' : `: they differ in ${differ}`}.`;
    case 'both fail':
      return `The check and the page’s request both fail, for ${isSame ? 'the same reason' : 'different reasons'}.${alsoDiffer(differ)}`;
    case 'both work':
      return `The check and the page’s request both work.${alsoDiffer(differ)}`;
  }
}

const alsoDiffer = (differ: string | undefined): string =>
  differ === undefined ? '' : ` They differ in ${differ}.`;

/** So many are named. */
const MOST_NAMED = 6;

/** Differences as a part of a sentence; undefined where there are none. */
export function differWords(differences: readonly string[]): string | undefined {
  const named = differences.slice(0, MOST_NAMED);
  const more = differences.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  const last = all.at(-1);
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${last}` : last;
}

/**
 * In what two requests differ, each in a few words: headers by name, credentials by whether they are the same, members of the body, and the
 * revision of MCP. What browsers add by themselves does not count.
 * @param names what the two are called where only one has something
 */
export function differencesOf(
  one: Inspected,
  other: Inspected,
  names: readonly [one: string, other: string],
): readonly string[] {
  const onlyOf = (isOne: boolean): string => ` (only the ${names[isOne ? 0 : 1]})`;
  return [
    ...differing(headersOf(one), headersOf(other), onlyOf, (value) =>
      readMask(value) ? ' (another key)' : '',
    ),
    ...differing(membersOf(one), membersOf(other), onlyOf, () => '').map((each) => `${each} in the body`),
    ...revisionWords(one, other, names),
  ];
}

function differing(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
  onlyOf: (isOne: boolean) => string,
  remarkOn: (value: string) => string,
): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    const [here, there] = [one.get(name), other.get(name)];
    if (here === undefined || there === undefined) return [inQuotes(name) + onlyOf(there === undefined)];
    return same(name, here) === same(name, there) ? [] : [inQuotes(name) + remarkOn(here)];
  });
}

/** What says nothing of how a client was set up: browsers add it, Hopscope does, or it is told as the revision. */
const NOT_COMPARED = new RegExp(
  `^(?::.*|accept-(?:encoding|language)|cache-control|connection|content-length|dnt|host|keep-alive|mcp-protocol-version|origin|pragma|priority|referer|sec-.*|te|transfer-encoding|upgrade-insecure-requests|user-agent|${DEBUG_REQUEST_HEADER})$`,
);

function headersOf({ exchange }: Inspected): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const header of exchange.request.headers.filter(isOfClient)) {
    const name = nameOf(header);
    const before = all.get(name);
    all.set(name, before === undefined ? header.value : `${before}, ${header.value}`);
  }
  return all;
}

/** Whether a header says how a client was set up. */
export const isOfClient = (header: Header): boolean => !NOT_COMPARED.test(nameOf(header));

/** A value as it is compared: of a mask its tag, of a list its members in any order. Session ids always differ. */
function same(name: string, value: string): string {
  if (name === 'mcp-session-id') return '';
  const shown = splitMasks(value)
    .map((piece) => (typeof piece === 'string' ? piece : `#${piece.tag}`))
    .join('');
  if (name !== 'accept' && name !== 'content-type') return shown.trim();
  return shown
    .toLowerCase()
    .split(',')
    .map((part) => part.replaceAll(' ', ''))
    .toSorted()
    .join();
}

/** The parameters of the first message, but for what each request has of its own. */
function membersOf({ rpc }: Inspected): ReadonlyMap<string, string> {
  const [first] = rpc?.sent ?? [];
  const params = first && 'params' in first ? first.params : undefined;
  if (!isRecord(params)) return new Map();
  return new Map(
    Object.entries(params)
      .filter(([name]) => name !== '_meta' && name !== 'protocolVersion')
      .map(([name, value]) => [name, textOf(value)]),
  );
}

/** What is nested deeper than can be written counts as the same. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

function revisionWords(
  one: Inspected,
  other: Inspected,
  names: readonly [one: string, other: string],
): readonly string[] {
  const [here, there] = [one, other].map(askedRevision);
  if (here === there) return [];
  const words = (revision: string | undefined): string =>
    revision === undefined ? 'none' : inQuotes(revision);
  return [`the protocol revision (${names[0]}: ${words(here)}, ${names[1]}: ${words(there)})`];
}

/** As `initialize` offers it, or as a later request names it. */
function askedRevision({ exchange, rpc }: Inspected): string | undefined {
  const [first] = rpc?.sent ?? [];
  const params = first && 'params' in first ? first.params : undefined;
  const offered = isRecord(params) ? params['protocolVersion'] : undefined;
  return typeof offered === 'string' ? offered : revisionOf(exchange, rpc);
}
