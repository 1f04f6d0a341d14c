import { SECRET_FORMS } from './credentials.ts';
import { lookOf, readMask, writeMask } from './mask.ts';

/** Shorter values are ordinary words too often to be looked for in free text. */
const SHORTEST_FOUND_IN_TEXT = 8;

/** Turns live credentials into masks, equal ones into equal tags. One per recording. */
export interface Secrets {
  /** Masks one credential, given without its scheme, and remembers it for `maskIn`. A mask stays as it is. */
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
  const sought = new Set<string>();

  const cover = (value: string): string => {
    if (value === '' || readMask(value)) return value;
    let tag = tags.get(value);
    if (tag === undefined) {
      tag = (tags.size + 1).toString(36);
      tags.set(value, tag);
    }
    return writeMask({ ...lookOf(value), tag });
  };

  const mask = (secret: string): string => {
    if (secret.length >= SHORTEST_FOUND_IN_TEXT && !readMask(secret)) sought.add(secret);
    return cover(secret);
  };

  const maskIn = (text: string): string => {
    let masked = text;
    for (const form of SECRET_FORMS) {
      masked = masked.replace(form, (whole: string, ...rest: unknown[]) => {
        const { secret } = rest.at(-1) as { secret: string };
        return whole.slice(0, whole.length - secret.length) + mask(secret);
      });
    }
    for (const secret of sought) {
      if (masked.includes(secret)) masked = masked.replaceAll(secret, cover(secret));
    }
    return masked;
  };

  return { mask, cover, maskIn };
}
