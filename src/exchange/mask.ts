/**
 * A masked credential is text in one grammar, so that it means the same in a header, a body, a report and a
 * recording that is read back: `[masked LOOK LENGTH #TAG]`, for example `[masked sk-****c3d4 long #2]`.
 * It never holds more of the credential than a known prefix and, of a long one, the last four characters.
 */
export interface Mask {
  /** A known prefix, stars, and the last four characters of a long value: `sk-****c3d4`. */
  readonly look: string;
  readonly length: LengthClass;
  /** Equal tags mean equal values within one recording; the tag says nothing else of the value. */
  readonly tag: string;
}

export type LengthClass = 'short' | 'medium' | 'long';

const GRAMMAR = /\[masked (\S{1,40}) (short|medium|long) #([0-9a-z]{1,8})\]/;

/** Prefixes that tell a credential's kind and are public knowledge; longest first where one begins another. */
const KNOWN_PREFIXES = ['sk-', 'eyJ', 'github_pat_', 'ghp_', 'gho_', 'glpat-', 'xoxb-', 'xoxp-', 'pk-'];

/**
 * The first mask in a text.
 * @returns undefined when the text holds none
 */
export function readMask(text: string): Mask | undefined {
  const found = GRAMMAR.exec(text);
  if (!found) return undefined;
  const [, look = '', length, tag = ''] = found;
  return { look, length: length as LengthClass, tag };
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

/** The text form of a mask. `readMask(writeMask(mask))` equals `mask`. */
export function writeMask(mask: Mask): string {
  return `[masked ${mask.look} ${mask.length} #${mask.tag}]`;
}

/**
 * What may be shown of a live credential.
 * @param secret the value without its scheme
 */
export function lookOf(secret: string): { readonly look: string; readonly length: LengthClass } {
  const length = secret.length < 12 ? 'short' : secret.length < 40 ? 'medium' : 'long';
  const prefix = KNOWN_PREFIXES.find((each) => secret.startsWith(each)) ?? '';
  const tail = secret.length >= 20 ? secret.slice(-4).replace(/[^\w.-]/g, '*') : '';
  return { look: `${prefix}****${tail}`, length };
}
