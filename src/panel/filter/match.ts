import type { Level } from '../../diagnosis/rule.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { memoize } from '../../exchange/memoize.ts';
import { methodsOf } from '../../mcp/rpc.ts';
import { toolsOf } from '../../words/label.ts';
import type { Row } from '../rows/row.ts';
import type { Filter, Key, Term } from './grammar.ts';

const FIELDS: Readonly<Record<Key, (row: Row) => readonly string[]>> = {
  status: (row) => [String(row.inspected.exchange.response.status)],
  method: (row) => [row.inspected.exchange.request.method],
  rpc: ({ inspected: { rpc } }) => (rpc ? methodsOf(rpc) : []),
  tool: (row) => toolsOf(row.inspected),
  server: (row) => row.inspected.servers ?? [],
  rule: (row) => row.inspected.findings.map((finding) => finding.rule),
  level: (row) => row.inspected.findings.map((finding) => finding.level),
  hop: (row) => row.inspected.findings.map((finding) => finding.hop),
  by: (row) => [row.inspected.exchange.sentBy ? 'check' : 'page'],
  kind: (row) => [row.inspected.kind],
  auth: (row) => [
    row.inspected.debug?.resolution ?? '',
    ...Object.values(row.inspected.debug?.resolutions ?? {}),
  ],
};

/**
 * @param filter what the filter box says
 * @param levels the level chips that are pressed; none means any
 * @returns whether a row passes; the answer is kept per row, so a growing list asks only for its new rows
 */
export function matcher(filter: Filter, levels: ReadonlySet<Level>): (row: Row) => boolean {
  if (filter.terms.length === 0 && levels.size === 0) return () => true;
  return memoize((row) => passes(row, filter, levels));
}

function passes(row: Row, filter: Filter, levels: ReadonlySet<Level>): boolean {
  if (levels.size > 0 && !row.inspected.findings.some((finding) => levels.has(finding.level))) return false;
  return filter.terms.every((term) => holds(row, term) !== term.negated);
}

function holds(row: Row, { key, pattern }: Term): boolean {
  return key ? FIELDS[key](row).some((value) => pattern.test(value)) : textHolds(row, pattern);
}

function textHolds({ inspected: { exchange }, label }: Row, pattern: RegExp): boolean {
  const { request, response, streamEvents } = exchange;
  return (
    pattern.test(request.url) ||
    pattern.test(label.name) ||
    pattern.test(headerText(exchange)) ||
    pattern.test(request.body?.text ?? '') ||
    pattern.test(response.body?.text ?? '') ||
    (streamEvents?.some((event) => pattern.test(event.data)) ?? false)
  );
}

/** Every header of an exchange, one a line. Kept, because one look at this is 15 times as fast as one at each of 30 headers. */
const headerText = memoize(({ request, response }: Exchange): string =>
  [...request.headers, ...response.headers].map(({ name, value }) => `${name}: ${value}`).join('\n'),
);
