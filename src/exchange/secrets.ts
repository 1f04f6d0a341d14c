import { isPlaceholder, mayHoldSecretForm, SECRET_FORMS } from './credentials.ts';
import { createFading } from './fading.ts';
import { createLeftover } from './leftover.ts';
import { isMask, lookOf, writeMask } from './mask.ts';
import { replaceRuns } from './runs.ts';
import { countingTags, type Tags } from './tags.ts';

/** Turns live credentials into masks, equal ones into equal tags. One per recording. */
export interface Secrets {
  /** Masks one credential, given without its scheme, and remembers it for `maskIn`. Masks and placeholders stay. */
  mask(secret: string): string;
  /** Masks a value that may be a credential, such as that of an unknown header, without looking for it elsewhere. */
  cover(value: string): string;
  /** Masks a value that is no credential and no one else's business. */
  hide(value: string): string;
  /** Masks what is known by its form, and every credential masked before, wherever it stands in a text. */
  maskIn(text: string): string;
  /** @throws CredentialLeft when a credential of this recording is in a text */
  check(text: string): void;
  /** How many credentials were masked since the last `fade`. */
  readonly size: number;
  /** Forgets the credentials that were not met since the last time, for a recording that keeps its latest exchanges only. */
  fade(): void;
}

/**
 * The credentials of one recording. The only place that holds them, in memory, for as long as the recording lives: equal
 * values can't be told apart from equal masks without them.
 */
export function createSecrets(tags: Tags = countingTags()): Secrets {
  const masks = createFading<string>();
  /** Pieces by which a credential is found in text, and its mask. */
  const pieces = createFading<string>();
  const leftover = createLeftover();

  const hide = (value: string): string => {
    const before = masks.get(value);
    if (before !== undefined) return before;
    if (value === '' || isMask(value) || isPlaceholder(value)) return value;
    const masked = writeMask({ ...lookOf(value), tag: tags.of(value) });
    masks.set(value, masked);
    return masked;
  };

  const cover = (value: string): string => {
    const masked = hide(value);
    if (masked !== value && looksGenerated(value)) leftover.note(value, masked);
    return masked;
  };

  const mask = (secret: string): string => {
    const masked = hide(secret);
    if (masked === secret) return masked;
    leftover.note(secret, masked);
    if (!looksRandom(secret)) return masked;
    replaceRuns(secret, (piece) => {
      pieces.set(piece, masked);
      return undefined;
    });
    return masked;
  };

  const maskForms = (text: string): string => {
    if (!mayHoldSecretForm(text)) return text;
    let masked = text;
    for (const form of SECRET_FORMS) {
      masked = masked.replace(
        form,
        (whole: string, secret: string) => whole.slice(0, whole.length - secret.length) + mask(secret),
      );
    }
    return masked;
  };

  const maskIn = (text: string): string => {
    const masked = maskForms(text);
    return replaceRuns(masked, (piece) => pieces.get(piece));
  };

  return {
    mask,
    cover,
    hide,
    maskIn,
    check: (text) => leftover.check(text),
    get size() {
      return masks.size;
    },
    fade() {
      for (const each of [masks, pieces, leftover, tags]) each.fade();
    },
  };
}

/** Words and names are credentials too sometimes, but masking them wherever they stand would take the text apart. */
function looksRandom(secret: string): boolean {
  if (/\s|:\/\//.test(secret)) return false;
  return secret.length >= 20 || (secret.length >= 12 && /\d/.test(secret) && /[a-z]/i.test(secret));
}

/** What no person thought of, and no host or request is called. */
const looksGenerated = (value: string): boolean =>
  /^[\w.~+/=-]{16,}$/.test(value) && [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(value));
