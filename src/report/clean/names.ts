import { memoizeText } from '../../exchange/memoize.ts';

/**
 * Whether a text may be a name that a person or a program gave to a thing: a tool, a server, a model, a member. Made of
 * parts that are words or short numbers, so not a token, an address or a sentence.
 */
export const isName = memoizeText(
  (text) =>
    text.length > 0 &&
    text.length <= 100 &&
    text.replace(/\D/g, '').length <= MOST_DIGITS &&
    /^[\w$.:/ -]+$/.test(text) &&
    !FILE.test(text) &&
    text.split(/[_$.:/ -]+/).every(isPart),
);

/** As many as a date has; telephones, cards and accounts have more. */
const MOST_DIGITS = 8;

/** The path of a file from its root, which names its owner. */
const FILE = /^(?:\/|[a-z]:\/|file:)/i;

/**
 * Whether a text may be the name of a member, a parameter or a cookie that no list knows: one word, in MCP's `_meta` with a
 * prefix before it. Names with spaces, of files and of dates are keys that people's data is kept under.
 */
export const isMemberName = (text: string): boolean =>
  /^(?:(?:[A-Za-z_$@][\w$.-]*\/)?[A-Za-z_$@][\w$-]*(?:[.:][A-Za-z_$][\w$-]*)*|\d{1,4})$/.test(text) &&
  isName(text);

/** Whether a text is an id that a program made: an UUID, LiteLLM's hexadecimal ids, a number too short for a telephone or a card. */
export const isIdentifier = (text: string): boolean => IDENTIFIER.test(text);

/** In capitals, hexadecimal digits are an account's number too. */
const IDENTIFIER =
  /^(?:[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}|(?=\d*[a-f])[\da-f]{16,64}|\d{1,9})$/;

/** A word, with a number in it or behind it at most; or a number of a version or a date. */
function isPart(part: string): boolean {
  if (/^\d{0,8}$/.test(part)) return true;
  if (part.length > 40) return false;
  const numbers = part.match(/\d+/g) ?? [];
  if (numbers.length > 2 || numbers.join('').length > 4) return false;
  const humps = part.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  if (numbers.length > 0 && humps.length > 1) return part.length < 8;
  return (
    humps.every((hump) => hump.length <= 24) &&
    (humps.length < (part.length < 10 ? 3 : 2) || humps.every(isSpoken))
  );
}

/** Whether letters look like a word: two and a vowel at least, or capitals only. */
const isSpoken = (hump: string): boolean =>
  /^[A-Z]{1,6}$/.test(hump) || (hump.length > 1 && /[aeiouy]/i.test(hump));

/**
 * Whether a segment of a path, or a part of it between signs, is so random that it may be what opens the door: letters
 * with digits that are no name, more letters than a word has, or as many digits as a telephone. Ids are, for an id may be
 * the key too.
 */
export function isKeyLike(segment: string): boolean {
  const parts = segment.split(/[^\w.~+-]+/);
  return parts.length > 1 ? parts.some(isKey) : isKey(segment);
}

function isKey(part: string): boolean {
  if (/[A-Za-z]{25}/.test(part)) return true;
  if (/[A-Za-z]{24}/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part)) return true;
  if (part.replace(/\D/g, '').length > MOST_DIGITS) return true;
  return part.length >= 12 && isMixed(part) && !isName(part);
}

/** Letters with digits, or capitals behind small letters. */
const isMixed = (part: string): boolean =>
  (/\d/.test(part) && /[A-Za-z]/.test(part)) || /^[^a-z]*[a-z].*[A-Z]/.test(part);
