import { SECRET_FORMS } from './credentials.ts';
import { lookOf, readMask, writeMask } from './mask.ts';

/** Shorter values are ordinary words too often to be looked for in free text. */
const SHORTEST_FOUND_IN_TEXT = 8;

/** Turns live credentials into masks, equal ones into equal tags. One per recording. */
export interface Secrets {
  /** Masks one credential, given without its scheme. A value that is a mask already stays as it is. */
  mask(secret: string): string;
  /** Masks what is known by its form, and every credential masked before, wherever it stands in a text. */
  maskIn(text: string): string;
}

/**
 * The credentials of one recording. The only place that holds them, in memory, for as long as the recording lives: equal
 * values can't be told apart from equal masks without them.
 */
export function createSecrets(): Secrets {
  const tags = new Map<string, string>();

  const mask = (secret: string): string => {
    if (secret === '' || readMask(secret)) return secret;
    let tag = tags.get(secret);
    if (tag === undefined) {
      tag = (tags.size + 1).toString(36);
      tags.set(secret, tag);
    }
    return writeMask({ ...lookOf(secret), tag });
  };

  const maskIn = (text: string): string => {
    let masked = text;
    for (const form of SECRET_FORMS) {
      masked = masked.replace(form, (whole: string, ...rest: unknown[]) => {
        const secret = (rest.at(-1) as { secret: string }).secret;
        return whole.slice(0, whole.length - secret.length) + mask(secret);
      });
    }
    for (const secret of tags.keys()) {
      if (secret.length >= SHORTEST_FOUND_IN_TEXT && masked.includes(secret))
        masked = masked.replaceAll(secret, mask(secret));
    }
    return masked;
  };

  return { mask, maskIn };
}
