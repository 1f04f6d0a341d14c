import { decodeJwt } from 'jose';
import { memberOf } from './json.ts';
import { decodeParameter } from './parameters.ts';

/**
 * A masked credential is text in one grammar, so that it means the same in a header, a body, a report and a
 * recording that is read back: `[masked LOOK LENGTH #TAG]`, for example `[masked sk-****c3d4 long #2]`.
 * It never holds more of the credential than a known prefix and, of a long one, the last four characters.
 * Of a JWT it also holds the claims that say where it is valid: `[masked eyJ****c3d4 long #2 aud=... exp=...]`.
 */
export interface Mask {
  /** A known prefix, stars, and the last four characters of a long value: `sk-****c3d4`. */
  readonly look: string;
  readonly length: LengthClass;
  /** Equal tags mean equal values within one recording; the tag says nothing else of the value. */
  readonly tag: string;
  /** Of a JWT: who issued it, for whom and until when; nothing of the person. */
  readonly claims?: Readonly<Record<string, string>>;
}

export type LengthClass = 'short' | 'medium' | 'long';

/** RFC 7519 section 4.1, RFC 8693 section 4.2. */
const CLAIMS = ['iss', 'aud', 'exp', 'scope'] as const;

const GRAMMAR =
  /\[masked ([\w*.-]{1,40}) (short|medium|long) #([0-9a-z]{1,8})((?: (?:iss|aud|exp|scope)=[^\s\]]*)*)\]/;

/** How every mask begins. */
export const MASK_BEGIN = '[masked ';

/**
 * What looks like a mask, as the source of a regular expression. In text from outside it may hold anything. It is as long as no mask is, and
 * ends at the next bracket, so that it is not looked for again from each of many beginnings.
 */
export const MASK_LIKE = String.raw`\[masked [^[\]\n]{1,2000}\]`;

/** Authentication schemes that stand before a credential (RFC 9110 section 11.4). */
const SCHEME = /^((?:Bearer|Basic|Digest|DPoP|Token|ApiKey)\s+)(\S.*)$/is;

/** A value as its scheme, with the space behind it, and the credential; the scheme is '' where none is known. */
export function splitScheme(value: string): readonly [scheme: string, credential: string] {
  const [, scheme = '', credential = value] = SCHEME.exec(value) ?? [];
  return [scheme, credential];
}

/** Prefixes that tell a credential's kind and are public knowledge; longest first where one begins another. */
const KNOWN_PREFIXES = ['sk-', 'eyJ', 'github_pat_', 'ghp_', 'gho_', 'glpat-', 'xoxb-', 'xoxp-', 'pk-'];

/**
 * The first mask in a text.
 * @returns undefined when the text holds none
 */
export function readMask(text: string): Mask | undefined {
  const found = GRAMMAR.exec(text);
  if (!found) return undefined;
  const [, look = '', length, tag = '', claims = ''] = found;
  const named = claims.split(' ').filter((each) => each !== '');
  return {
    look,
    length: length as LengthClass,
    tag,
    ...(named.length === 0 ? {} : { claims: Object.fromEntries(named.map(readClaim)) }),
  };
}

/** Whether a value is a mask and nothing else. */
export function isMask(value: string): boolean {
  const found = GRAMMAR.exec(value);
  return found !== null && found[0] === value;
}

/** Every piece of a text in order: plain strings and the masks between them. For display. */
export function splitMasks(text: string): readonly (string | Mask)[] {
  const pieces: (string | Mask)[] = [];
  let rest = text;
  for (let found = GRAMMAR.exec(rest); found; found = GRAMMAR.exec(rest)) {
    if (found.index > 0) pieces.push(rest.slice(0, found.index));
    const mask = readMask(found[0]);
    if (mask) pieces.push(mask);
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest) pieces.push(rest);
  return pieces;
}

/**
 * A text with its masks percent-encoded, whatever their length: a mask's own # would begin a fragment. What only looks like one may hold
 * anything, as for MASK_LIKE.
 */
export const withMasksEncoded = (text: string): string =>
  text.replace(/\[masked [^[\]\n]*\]/g, (found) => encodeURIComponent(found.toWellFormed()));

/** A mask percent-encoded, as an URL and a form have it. */
const ENCODED = /%5Bmasked%20[\w*.!~'()%-]{1,2000}?%5D/g;

/** A text with the masks in its URLs and forms as they stand everywhere else. */
export function withMasksDecoded(text: string): string {
  if (!text.includes('%5Bmasked')) return text;
  return text.replace(ENCODED, (found) => {
    const decoded = decodeParameter(found);
    return isMask(decoded) ? decoded : found;
  });
}

/** Whether a text, or an URL, has a mask where a credential was. */
export const holdsMask = (text: string): boolean =>
  splitMasks(withMasksDecoded(text)).some((piece) => typeof piece !== 'string');

/** A keyed tag (redact/tags.ts) inside a mask, percent-encoded any number of times where it is in URLs. */
const KEYED =
  /((?:\[|%(?:25)*5B)masked(?:(?!\[|\]|%(?:25)*5[BD])[^\s"]| ){1,200}?(?:#|%(?:25)*23))([0-9a-z]{8})(?![0-9a-z])/gi;

/** A text with other tags in place of the keyed ones of its masks. */
export function renameTags(text: string, nameOf: (tag: string) => string): string {
  return text.replace(KEYED, (_whole, before: string, tag: string) => before + nameOf(tag));
}

/** The text form of a mask. `readMask(writeMask(mask))` equals `mask`. */
export function writeMask(mask: Mask): string {
  const claims = Object.entries(mask.claims ?? {}).map(
    ([name, value]) => ` ${name}=${encodeURIComponent(value.toWellFormed())}`,
  );
  return `[masked ${mask.look} ${mask.length} #${mask.tag}${claims.join('')}]`;
}

const readClaim = (claim: string): [string, string] => {
  const equals = claim.indexOf('=');
  return [claim.slice(0, equals), decodeParameter(claim.slice(equals + 1))];
};

/**
 * What may be shown of a live credential.
 * @param secret the value without its scheme
 */
export function lookOf(secret: string): Omit<Mask, 'tag'> {
  const length = secret.length < 12 ? 'short' : secret.length < 40 ? 'medium' : 'long';
  const prefix = KNOWN_PREFIXES.find((each) => secret.startsWith(each)) ?? '';
  const tail = secret.length >= 20 ? secret.slice(-4).replace(/[^\w.-]/g, '*') : '';
  const claims = claimsOf(secret);
  return { look: `${prefix}****${tail}`, length, ...(claims && { claims }) };
}

/** The claims of a JWT that are worth comparing; undefined when it is none, or says none of them. */
function claimsOf(secret: string): Readonly<Record<string, string>> | undefined {
  if (!/^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(secret)) return undefined;
  const payload = readPayload(secret);
  const named = CLAIMS.flatMap((name) => {
    const value = memberOf(payload, name);
    const text = Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(' ') : value;
    return typeof text === 'string' || typeof text === 'number'
      ? [[name, withoutUserInfo(String(text)).slice(0, LONGEST_CLAIM)]]
      : [];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** Longer claims are cut; an audience is an URL. */
const LONGEST_CLAIM = 200;

const withoutUserInfo = (text: string): string => text.replace(/\/\/[^/\s]*@/g, '//');

function readPayload(jwt: string): unknown {
  try {
    return decodeJwt(jwt);
  } catch {
    return undefined;
  }
}
