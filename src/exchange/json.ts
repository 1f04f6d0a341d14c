/** Whether a decoded JSON value is an object, not an array and not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON value that a text holds, or why it holds none. */
export type ParsedJson = { readonly json: unknown } | { readonly problem: string };

/** The text read last: whoever looks at an exchange reads the same body, one after the other. */
let last: { readonly text: string; readonly parsed: ParsedJson } | undefined;

/** Reads a text as JSON. Never throws. */
export function parseJson(text: string): ParsedJson {
  if (last?.text !== text) last = { text, parsed: parse(text) };
  return last.parsed;
}

function parse(text: string): ParsedJson {
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    return { problem: `not JSON: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
}

/** The JSON value that a text holds; undefined when it holds none, or there is no text. */
export function readJson(text: string | undefined): unknown {
  if (text === undefined || !mayBeJson(text)) return undefined;
  const parsed = parseJson(text);
  return 'json' in parsed ? parsed.json : undefined;
}

/** Spares most texts that are none an exception, which takes longer than reading them. */
function mayBeJson(text: string): boolean {
  const trimmed = text.trim();
  const [first, end] = [trimmed[0] ?? '', trimmed.at(-1)];
  if (first === '{') return end === '}';
  if (first === '[') return end === ']';
  return /["\d\-tfn]/.test(first);
}

/** A member of a decoded JSON object; undefined when the value is no object or lacks it. */
export function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A member that is a string; undefined when it is none. */
export function textIn(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

/** A member that is a number; undefined when it is none, or one that JSON can write but no number can hold (`1e400`). */
export function numberIn(value: unknown, name: string): number | undefined {
  const member = memberOf(value, name);
  return typeof member === 'number' && Number.isFinite(member) ? member : undefined;
}

/** A member that is an array; empty when it is none. */
export function arrayIn(value: unknown, name: string): readonly unknown[] {
  const member = memberOf(value, name);
  return Array.isArray(member) ? member : [];
}

/** The JSON Pointer of a member (RFC 6901). @param path the names that lead to it */
export const pointerTo = (path: readonly string[]): string =>
  path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The members that are not undefined, so that what is absent stays absent. */
export function defined<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const kept: { [Name in keyof T]?: Exclude<T[Name], undefined> } = {};
  // No lists of pairs: it is called for every part of every exchange.
  for (const name of Object.keys(members) as (keyof T)[]) {
    const member = members[name];
    if (member !== undefined) kept[name] = member as Exclude<T[keyof T], undefined>;
  }
  return kept;
}

/** The same value with each of its texts changed, those of its lists and members too; names of members stay. */
export function mapTexts<T>(value: T, change: (text: string) => string): T {
  const mapped = (each: unknown): unknown => {
    if (typeof each === 'string') return change(each);
    if (Array.isArray(each)) return each.map(mapped);
    if (!isRecord(each)) return each;
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, mapped(member)]));
  };
  return mapped(value) as T;
}
