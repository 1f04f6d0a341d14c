import { decodeHeaderValue } from '../base64.ts';
import { isRecord, memberOf, pointerTo, readJson } from '../json.ts';

/** Members deeper than these are nobody's parameters. */
const DEEPEST = 20;

/** Of more places that hold one value the first are enough. */
const MOST = 20;

/**
 * Where the arguments of a call hold the value of a header that repeats one of them (MCP 2026-07-28, streamable HTTP, "Custom Headers from
 * Tool Parameters"). It has to be asked before the value is masked.
 * @param sent the body of the request
 * @param mask takes what is secret out of a pointer, which is made of names of the body
 * @returns for a header's value the arguments that have it, each as a JSON Pointer (RFC 6901)
 */
export function createRepeats(
  sent: string | undefined,
  mask: (pointer: string) => string,
): (value: string) => readonly string[] {
  const masked = new Map<string, readonly string[]>();
  let places: ReadonlyMap<string, readonly string[]> | undefined;
  return (value) => {
    places ??= placesIn(memberOf(memberOf(readJson(sent), 'params'), 'arguments'));
    const said = decodeHeaderValue(value);
    if (said === undefined) return [];
    const found = masked.get(said) ?? (places.get(plain(said)) ?? []).map(mask);
    masked.set(said, found);
    return found;
  };
}

function placesIn(given: unknown): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  const open: [value: unknown, pointer: string, depth: number][] = [[given, '', 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, pointer, depth] = next;
    if (isRecord(value)) {
      if (depth === DEEPEST) continue;
      for (const [name, member] of Object.entries(value))
        open.push([member, pointer + pointerTo([name]), depth + 1]);
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      const said = plain(String(value));
      const before = places.get(said);
      if (before === undefined) places.set(said, [pointer]);
      else if (before.length < MOST) before.push(pointer);
    }
  }
  return places;
}

/** Whole numbers are equal however they are written: `42.0` is `42`. */
const plain = (text: string): string => text.replace(/^(-?\d{1,16})\.0{1,16}$/, '$1');
