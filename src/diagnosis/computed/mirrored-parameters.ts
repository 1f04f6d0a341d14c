import { type Exchange, nameOf } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { arrayIn, isRecord, memberOf, pointerTo, textIn } from '../../exchange/json.ts';
import { withoutQuery } from '../../litellm/routes.ts';
import { type Disagreement, isWithheld } from '../../mcp/mirrored-headers.ts';
import { toolCalled } from '../../mcp/rpc.ts';
import type { Facts, Given } from '../rule.ts';
import { listsByTool } from './earlier-calls.ts';

/**
 * Where `Mcp-Param-*` headers and the arguments of a call disagree. Which argument a header repeats says the tool's list entry (`x-mcp-header`);
 * without one, it is the argument of the same name. Source: MCP 2026-07-28, streamable HTTP, "Custom Headers from Tool Parameters".
 */
export function parameterDisagreements({
  exchange,
  rpc,
  past,
}: Given<'exchange' | 'rpc' | 'past'>): readonly Disagreement[] {
  const [message, ...more] = rpc.sent;
  if (message?.type !== 'request' || more.length > 0) return [];
  const tool = toolCalled(message);
  if (tool === undefined) return [];
  const given = memberOf(message.params, 'arguments');
  const listed = mirroredIn(tool, exchange, past);
  const sent = new Map(exchange.request.headers.map((each) => [nameOf(each), each]));
  const missing = [...listed].flatMap(([name, path]): Disagreement | [] => {
    const inBody = textAt(given, path);
    return inBody === undefined || sent.has(name)
      ? []
      : { header: spelled(name), problem: 'missing', inBody };
  });
  const differing = [...sent].flatMap(([name, { repeats }]): Disagreement | [] => {
    if (repeats === undefined) return [];
    const path = listed.get(name) ?? sameNamed(given, name);
    const inBody = path && textAt(given, path);
    if (!path || inBody === undefined || isWithheld(inBody) || repeats.includes(pointerTo(path))) return [];
    return { header: spelled(name), problem: 'differs', inBody };
  });
  return [...differing, ...missing];
}

type Path = readonly string[];

/** The headers of a tool as the same endpoint listed it last, each with the way to its argument. */
function mirroredIn(
  tool: string,
  { request }: Exchange,
  past: Given<'past'>['past'],
): ReadonlyMap<string, Path> {
  const lists = listsByTool(past).get(tool);
  const list = lists && byUrl(lists).get(withoutQuery(request.url))?.at(-1);
  const entries = (list?.rpc?.received ?? []).flatMap((message) =>
    message.type === 'result' ? arrayIn(message.result, 'tools') : [],
  );
  const entry = entries.findLast((each) => textIn(each, 'name') === tool);
  return new Map(annotated(memberOf(entry, 'inputSchema'), []));
}

const byUrl = groupIncrementally(({ exchange }: Facts) => [withoutQuery(exchange.request.url)]);

/** Schemas are not deeper; one that is does not say more. */
const DEEPEST = 20;

/** A header's name (RFC 9110 section 5.1); a report has other things in its place. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]{1,100}$/;

/** Only `properties` lead to an annotation. */
function annotated(schema: unknown, path: Path): readonly (readonly [name: string, path: Path])[] {
  const properties = memberOf(schema, 'properties');
  if (!isRecord(properties) || path.length === DEEPEST) return [];
  return Object.entries(properties).flatMap(([name, each]) => {
    const header = textIn(each, 'x-mcp-header');
    const own =
      header === undefined || !TOKEN.test(header)
        ? []
        : [[`mcp-param-${header.toLowerCase()}`, [...path, name]] as const];
    return [...own, ...annotated(each, [...path, name])];
  });
}

function sameNamed(given: unknown, header: string): Path | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '');
  const wanted = plain(header.slice('mcp-param-'.length));
  const name = Object.keys(isRecord(given) ? given : {}).find((each) => plain(each) === wanted);
  return name === undefined ? undefined : [name];
}

/** The value that a path leads to, as a header writes it; undefined for one that no header can. */
function textAt(given: unknown, path: Path): string | undefined {
  const value = path.reduce<unknown>(memberOf, given);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

const spelled = (name: string): string => `Mcp-Param-${name.slice('mcp-param-'.length)}`;
