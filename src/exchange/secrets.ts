import { isPlaceholder, SECRET_FORMS } from './credentials.ts';
import { isMask, lookOf, writeMask } from './mask.ts';

/** Turns live credentials into masks, equal ones into equal tags. One per recording. */
export interface Secrets {
  /** Masks one credential, given without its scheme, and remembers it for `maskIn`. Masks and placeholders stay. */
  mask(secret: string): string;
  /** Masks a value that may be a credential, such as that of an unknown header, without looking for it elsewhere. */
  cover(value: string): string;
  /** Masks what is known by its form, and every credential masked before, wherever it stands in a text. */
  maskIn(text: string): string;
}

/**
 * The credentials of one recording. The only place that holds them, in memory, for as long as the recording lives: equal
 * values can't be told apart from equal masks without them.
 */
export function createSecrets(): Secrets {
  const tags = new Map<string, string>();
  /** Pieces by which a credential is found in text, and its mask. */
  const pieces = new Map<string, string>();

  const cover = (value: string): string => {
    if (value === '' || isMask(value) || isPlaceholder(value)) return value;
    let tag = tags.get(value);
    if (tag === undefined) {
      tag = (tags.size + 1).toString(36);
      tags.set(value, tag);
    }
    return writeMask({ ...lookOf(value), tag });
  };

  const mask = (secret: string): string => {
    const masked = cover(secret);
    if (masked === secret || !looksRandom(secret)) return masked;
    for (const [piece] of secret.matchAll(PIECE)) pieces.set(trimmed(piece), masked);
    return masked;
  };

  const maskForms = (text: string): string => {
    let masked = text;
    for (const form of SECRET_FORMS) {
      masked = masked.replace(form, (whole: string, ...rest: unknown[]) => {
        const { secret } = rest.at(-1) as { secret: string };
        return whole.slice(0, whole.length - secret.length) + mask(secret);
      });
    }
    return masked;
  };

  const maskIn = (text: string): string => {
    const masked = maskForms(text);
    if (pieces.size === 0) return masked;
    return masked.replace(PIECE, (found) => {
      const piece = trimmed(found);
      return (pieces.get(piece) ?? piece) + found.slice(piece.length);
    });
  };

  return { mask, cover, maskIn };
}

/** Runs of the characters that tokens are made of; one look-up each, so the time does not grow with the credentials. */
const PIECE = /[\w.~+-]{12,}/g;

/** A sentence may end behind a token. */
const trimmed = (piece: string): string => piece.replace(/[.~+-]+$/, '');

/** Words and names are credentials too sometimes, but masking them wherever they stand would take the text apart. */
function looksRandom(secret: string): boolean {
  if (/\s|:\/\//.test(secret)) return false;
  return secret.length >= 20 || (secret.length >= 12 && /\d/.test(secret) && /[a-z]/i.test(secret));
}
