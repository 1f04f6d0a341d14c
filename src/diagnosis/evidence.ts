import { type Exchange, findHeader, type Header } from '../exchange/exchange.ts';
import type { Evidence } from './rule.ts';

/** Quotes are cut here; the panel shows the rest where it stands. */
const LONGEST_QUOTE = 300;

/** One line of at most 300 characters. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}… (${line.length} characters)` : line;
}

/** Response headers as evidence; nothing of those that are not there. */
export const fromResponseHeader = (
  { response }: Exchange,
  ...names: readonly string[]
): readonly Evidence[] => names.flatMap((name) => fromHeader('response-header', response.headers, name));

/** Request headers as evidence; nothing of those that are not there. */
export const fromRequestHeader = ({ request }: Exchange, ...names: readonly string[]): readonly Evidence[] =>
  names.flatMap((name) => fromHeader('request-header', request.headers, name));

/** Under the name that it has on the wire, so that it is found there. */
function fromHeader(
  place: 'request-header' | 'response-header',
  headers: readonly Header[],
  asked: string,
): readonly Evidence[] {
  const found = findHeader(headers, asked);
  if (!found) return [];
  const name = found.means === undefined ? asked : found.name;
  return [{ place: { in: place, name }, quote: quoted(`${name}: ${found.value}`) }];
}

/** The absence of a request header as evidence. */
export function missingFromRequest(...names: readonly string[]): Evidence {
  return {
    place: { in: 'request-header', name: names[0] ?? '' },
    quote: `not in the request: ${names.join(', ')}`,
  };
}

/** The status line as evidence. */
export function fromStatus({ response }: Exchange): Evidence {
  return { place: { in: 'status' }, quote: quoted(`HTTP ${response.status} ${response.statusText}`) };
}

/** The URL as evidence. */
export function fromUrl({ request }: Exchange): Evidence {
  return { place: { in: 'url' }, quote: quoted(`${request.method} ${request.url}`) };
}

/** A whole response body as evidence, or that there is none. */
export function fromResponseText({ response, bodies }: Exchange): Evidence {
  return fromBody('response-body', response.body?.text || (bodies === undefined ? '(empty)' : '(not known)'));
}

/** Words of a body as evidence. */
export function fromBody(place: 'request-body' | 'response-body', text: string): Evidence {
  return { place: { in: place }, quote: quoted(text) };
}
