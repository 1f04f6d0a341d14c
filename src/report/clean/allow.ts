import { isRecord } from '../../exchange/json.ts';
import { isMask } from '../../exchange/mask.ts';
import type { Cleaning } from './cleaning.ts';
import { cleanMask } from './mask.ts';
import { isIdentifier, isName } from './names.ts';
import { said } from './quoted.ts';
import { leaveOut, MOST, memberName, shapeOf } from './shape.ts';
import { cleanUrl } from './url.ts';

/** What stays of a JSON value that stands at a known place. Other types than the expected become their shape. */
export type Allow = (value: unknown, cleaning: Cleaning) => unknown;

const SOMETHING = 'other values of bodies';

/** Nothing but the shape. */
export const shape =
  (what: string): Allow =>
  (value, cleaning) =>
    shapeOf(value, what, cleaning);

const other = shape(SOMETHING);

const text =
  (keep: (value: string, cleaning: Cleaning) => string): Allow =>
  (value, cleaning) =>
    typeof value === 'string' ? keep(value, cleaning) : other(value, cleaning);

/** A name: of a tool, a method, a model. It may stay in sentences too. */
export const name: Allow = text((value, cleaning) => {
  if (!isName(value))
    return isMask(value) ? (cleanMask(value) ?? '[left out]') : leaveOut(value, SOMETHING, cleaning);
  cleaning.learn(value);
  return value;
});

/** A name in one word; where anybody may write, several are a person's. */
export const word: Allow = (value, cleaning) =>
  typeof value === 'string' && /\s/.test(value)
    ? leaveOut(value, SOMETHING, cleaning)
    : name(value, cleaning);

/** What is only compared with others. */
export const compared: Allow = text((value, cleaning) =>
  isMask(value) ? (cleanMask(value) ?? '[left out]') : cleaning.standIn(value),
);

/** A word of a standard, or several. */
export const words: Allow = text((value, cleaning) =>
  value.split(' ').every((each) => each === '' || isName(each))
    ? value
    : leaveOut(value, SOMETHING, cleaning),
);

export const url: Allow = text((value, cleaning) =>
  value === '' || /^\[(?:left out|string), /.test(value)
    ? leaveOut(value, SOMETHING, cleaning)
    : isMask(value)
      ? leaveOut(value, SOMETHING, cleaning)
      : cleanUrl(value, cleaning),
);

/** Free text about what went wrong. */
export const sentence: Allow = text(said);

/** A count, a code, a time. */
export const number: Allow = (value, cleaning) =>
  typeof value === 'number' && Math.abs(value) < 1e14 ? value : other(value, cleaning);

/** A JSON-RPC id: a number, or a text that tells requests apart. */
export const id: Allow = (value, cleaning) => {
  if (typeof value === 'number') return number(value, cleaning);
  return typeof value === 'string' && (isName(value) || isIdentifier(value)) ? value : other(value, cleaning);
};

/** Each element of a list. */
export const list =
  (allow: Allow): Allow =>
  (value, cleaning) =>
    Array.isArray(value) ? value.map((each) => allow(each, cleaning)) : other(value, cleaning);

/** The first that fits the value's type. */
export const either =
  (one: Allow, forObjects: Allow): Allow =>
  (value, cleaning) =>
    typeof value === 'object' && value !== null ? forObjects(value, cleaning) : one(value, cleaning);

export const listOr =
  (ofElements: Allow, otherwise: Allow): Allow =>
  (value, cleaning) =>
    Array.isArray(value) ? value.map((each) => ofElements(each, cleaning)) : otherwise(value, cleaning);

/** No more elements or members than a shape shows. */
export const few =
  (allow: Allow): Allow =>
  (value, cleaning) => {
    if (Array.isArray(value) && value.length > MOST) {
      const shown = allow(value.slice(0, MOST), cleaning);
      return [...(Array.isArray(shown) ? shown : []), `[${value.length - MOST} more]`];
    }
    const names = isRecord(value) ? Object.keys(value) : [];
    if (!isRecord(value) || names.length <= MOST) return allow(value, cleaning);
    return {
      ...(allow(
        Object.fromEntries(names.slice(0, MOST).map((each) => [each, value[each]])),
        cleaning,
      ) as object),
      [`[${names.length - MOST} more]`]: null,
    };
  };

/** Members by name; others become their shape. */
export function object(members: Readonly<Record<string, Allow>>, rest: Allow = other): Allow {
  const known = new Map(Object.entries(members));
  return (value, cleaning) => {
    if (!isRecord(value)) return other(value, cleaning);
    const kept: Record<string, unknown> = {};
    for (const key of Object.keys(value))
      kept[known.has(key) ? key : memberName(key, cleaning)] = (known.get(key) ?? rest)(value[key], cleaning);
    return kept;
  };
}

/** A map whose names are names: of servers, of properties. */
export const map =
  (allow: Allow): Allow =>
  (value, cleaning) => {
    if (!isRecord(value)) return other(value, cleaning);
    const kept: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const name =
        key !== '__proto__' && (isIdentifier(key) || isName(key)) ? key : memberName(key, cleaning);
      if (name === key) cleaning.learn(key);
      kept[name] = allow(value[key], cleaning);
    }
    return kept;
  };

/** Resolved when it is used, once, for what contains itself. Deeper than anyone writes, only the shape is left. */
export function lazy(make: () => Allow): Allow {
  let made: Allow | undefined;
  let depth = 0;
  return (value, cleaning) => {
    if (depth === DEEPEST) return other(value, cleaning);
    made ??= make();
    depth += 1;
    try {
      return made(value, cleaning);
    } finally {
      depth -= 1;
    }
  };
}

const DEEPEST = 64;
