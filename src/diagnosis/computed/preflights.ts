import { type Exchange, header, nameOf } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { spelled } from '../../litellm/address.ts';
import type { Facts } from '../rule.ts';
import { allInQuotes, inQuotes } from '../words.ts';

/**
 * The preflight that kept the browser from sending a request: the last one of the same URL, spelled either way, whose answer refused. Good
 * preflights, before or after it, do not count, nor do those without an answer (`refusalOfPreflight`).
 * @param past the exchanges before it
 * @returns undefined where the recording has none
 */
export const refusedPreflightOf = (
  { request }: Pick<Exchange, 'request'>,
  past: readonly Facts[],
): Facts | undefined => refusedByUrl(past).get(spelled(request.url))?.at(-1);

const refusedByUrl = groupIncrementally(({ kind, exchange }: Facts) =>
  kind === 'preflight' && refusalOfPreflight(exchange) !== undefined ? [spelled(exchange.request.url)] : [],
);

/**
 * What in the answer to a preflight lets the browser block the request that it asks for. Source: Fetch standard, "CORS-preflight fetch", steps 7
 * and following.
 * @returns a clause for people; undefined where the answer allows the request, and where none came, which says nothing of CORS
 */
export function refusalOfPreflight({ request, response }: Exchange): string | undefined {
  if (response.status === 0) return undefined;
  if (response.status < 200 || response.status > 299) return `status ${response.status}`;
  // A list may come in several headers of one name (RFC 9110 section 5.3).
  const allowed = (name: string): readonly string[] =>
    response.headers
      .filter((each) => nameOf(each) === `access-control-allow-${name}`)
      .flatMap(({ value }) => value.split(','))
      .map((each) => each.trim().toLowerCase());
  const covers = (list: readonly string[], wanted: string): boolean =>
    list.includes('*') || list.includes(wanted.toLowerCase());
  const origin = header(request.headers, 'origin') ?? '';
  if (origin !== '' && !covers(allowed('origin'), origin))
    return 'its access-control-allow-origin does not have the page’s origin';
  const method = header(request.headers, 'access-control-request-method') ?? '';
  if (!SIMPLE_METHODS.has(method) && !covers(allowed('methods'), method))
    return `it does not allow the method ${inQuotes(method)}`;
  const names = (header(request.headers, 'access-control-request-headers') ?? '')
    .split(',')
    .map((each) => each.trim());
  const refused = names.filter((name) => name !== '' && !covers(allowed('headers'), name));
  return refused.length === 0
    ? undefined
    : `it does not allow the ${refused.length === 1 ? 'header' : 'headers'} ${allInQuotes(refused)}`;
}

const SIMPLE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
