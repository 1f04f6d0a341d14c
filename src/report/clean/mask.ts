import { MASK_BEGIN, type Mask, readMask, writeMask } from '../../exchange/mask.ts';
import { memoizeText } from '../../exchange/memoize.ts';
import { isKeyLike, isName } from './names.ts';

/**
 * A mask that may be shared. Text from the wire may have a mask's form and hold anything; and the claims of a token may
 * name a person.
 * @returns undefined when the text is no mask of ours
 */
export const cleanMask = (text: string): string | undefined =>
  // Other texts are people's data, which nothing keeps longer than their recording.
  text.includes(MASK_BEGIN) ? cleaned(text) : undefined;

const cleaned = memoizeText((text): string | undefined => {
  const mask = readMask(text);
  if (!mask || !LOOK.test(mask.look)) return undefined;
  const { claims, ...bare } = mask;
  const kept = Object.entries(claims ?? {}).filter(([name, value]) => mayStay(name, value));
  return writeMask(kept.length === 0 ? bare : ({ ...bare, claims: Object.fromEntries(kept) } satisfies Mask));
});

/** A known prefix, four stars, at most four characters (`lookOf` in exchange/mask.ts). */
const LOOK = /^(?:sk-|pk-|eyJ|github_pat_|ghp_|gho_|glpat-|xoxb-|xoxp-)?\*{4}[\w.*-]{0,4}$/;

function mayStay(name: string, value: string): boolean {
  if (name === 'exp') return /^\d{1,12}(?:\.\d{1,6})?$/.test(value);
  if (name === 'scope') return value.split(' ').every(isName);
  return value.split(' ').every((each) => isName(each) || isPlainUrl(each));
}

/** Without a query, and without a person in it. */
const isPlainUrl = (text: string): boolean =>
  URL.canParse(text) &&
  /^https?:\/\/[\w.:[\]-]+(?:\/[\w.-]*)*$/.test(text) &&
  text.split('/').every(isSegment);

const isSegment = (segment: string): boolean =>
  segment === '' || segment.endsWith(':') || (/^[\w.-]+(?::\d+)?$/.test(segment) && !isKeyLike(segment));
