import { isRecord } from '../../exchange/json.ts';
import { isMask, splitScheme } from '../../exchange/mask.ts';
import type { Cleaning } from './cleaning.ts';
import { cleanMask } from './mask.ts';
import { isMemberName } from './names.ts';

/** More elements or members than these are counted, not shown. */
export const MOST = 20;
const DEEPEST = 12;

/**
 * The shape of a JSON value: its types, its members' names, counts and lengths. Masks stay, for they tell which
 * values are equal.
 * @param what what it is, for the count of what was taken out
 */
export function shapeOf(value: unknown, what: string, cleaning: Cleaning, depth = 0): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return leaveOut(value, what, cleaning);
  if (typeof value === 'number') {
    cleaning.removed(what, String(value).length);
    return '[number]';
  }
  const isList = Array.isArray(value);
  if (!isList && !isRecord(value)) return null;
  if (depth === DEEPEST) return isList ? '[list]' : '[object]';
  const next = (each: unknown): unknown => shapeOf(each, what, cleaning, depth + 1);
  if (isList) {
    const shown = value.slice(0, MOST).map(next);
    return value.length > MOST ? [...shown, `[${value.length - MOST} more]`] : shown;
  }
  const record = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(record);
  const shown: Record<string, unknown> = {};
  for (const name of names.slice(0, MOST)) shown[memberName(name, cleaning)] = next(record[name]);
  if (names.length > MOST) shown[`[${names.length - MOST} more]`] = null;
  return shown;
}

/** A text's kind and length in its place. */
export function leaveOut(value: string, what: string, cleaning: Cleaning): string {
  if (value === '' || ALREADY.test(value)) return value;
  const mask = cleanMask(value);
  if (mask !== undefined && isMask(value)) return mask;
  const [scheme, masked] = splitScheme(value);
  if (/^(?:Bearer|Basic|DPoP) $/.test(scheme) && isMask(masked))
    return scheme + (cleanMask(masked) ?? '[left out]');
  cleaning.removed(what, value.length);
  return `[string, ${value.length} characters]`;
}

/** What an earlier cleaning wrote. */
const ALREADY = /^\[(?:(?:string|left out), \d{1,9} characters|number|list|object|\d{1,9} more)\]$/;

/** A member's name, where it is one; a map may have people's data in its names. */
export function memberName(name: string, cleaning: Cleaning): string {
  // That one would set the object's prototype.
  if (name !== '__proto__' && (isMemberName(name) || NAMED_LEFT_OUT.test(name))) return name;
  cleaning.removed('names of members', name.length);
  return `[name, ${name.length} characters]`;
}

const NAMED_LEFT_OUT = /^\[(?:name, \d{1,9} characters|\d{1,9} more)\]$/;
