import { isMask, lookOf, writeMask } from '../mask.ts';
import { isPlaceholder, replaceSecretForms } from './credentials.ts';
import { createLastScan } from './last-scan.ts';
import { countingTags, type Tags } from './tags.ts';
import { replaceTokenLikeRuns } from './token-runs.ts';
import { createTwoGenerationMap } from './two-generation-map.ts';

/** Turns live credentials into masks, equal ones into equal tags. One per recording. */
export interface Secrets {
  /** Masks one credential, given without its scheme, and remembers it for `maskIn`. Masks and placeholders stay. */
  maskEverywhere(secret: string): string;
  /** Masks a value that may be a credential, such as that of an unknown header. One that looks generated may appear in no export. */
  maskIfGenerated(value: string): string;
  /** Masks a value that is no credential and no one else's business. */
  maskHere(value: string): string;
  /** Masks what is known by its form, and every credential masked before, wherever it stands in a text. */
  maskIn(text: string): string;
  /** @throws CredentialLeft when a credential of this recording is in a text */
  assertNoneIn(text: string): void;
  /** How many credentials were masked since the last `nextGeneration`. */
  readonly size: number;
  /** Forgets the credentials that were not met since the last time, for a recording that keeps its latest exchanges only. */
  nextGeneration(): void;
}

/**
 * The credentials of one recording. The only place that holds them, in memory, for as long as the recording lives: equal
 * values can't be told apart from equal masks without them.
 */
export function createSecrets(tags: Tags = countingTags()): Secrets {
  const masks = createTwoGenerationMap<string>();
  /** Pieces by which a credential is found in text, and its mask. */
  const pieces = createTwoGenerationMap<string>();
  const lastScan = createLastScan();

  const maskHere = (value: string): string => {
    const before = masks.get(value);
    if (before !== undefined) return before;
    if (value === '' || isMask(value) || isPlaceholder(value)) return value;
    const masked = writeMask({ ...lookOf(value), tag: tags.of(value) });
    masks.set(value, masked);
    return masked;
  };

  const maskIfGenerated = (value: string): string => {
    const masked = maskHere(value);
    if (masked !== value && looksGenerated(value)) lastScan.remember(value, masked);
    return masked;
  };

  const maskEverywhere = (secret: string): string => {
    const masked = maskHere(secret);
    if (masked === secret) return masked;
    lastScan.remember(secret, masked);
    if (!looksRandom(secret)) return masked;
    replaceTokenLikeRuns(secret, (piece) => {
      pieces.set(piece, masked);
      return undefined;
    });
    return masked;
  };

  const maskIn = (text: string): string => {
    const masked = replaceSecretForms(text, maskEverywhere);
    return replaceTokenLikeRuns(masked, (piece) => pieces.get(piece));
  };

  return {
    maskEverywhere,
    maskIfGenerated,
    maskHere,
    maskIn,
    assertNoneIn: (text) => lastScan.assertNoneIn(text),
    get size() {
      return masks.size;
    },
    nextGeneration() {
      for (const each of [masks, pieces, lastScan, tags]) each.nextGeneration();
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
