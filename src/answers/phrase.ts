import type { Carrier, Party, Reason } from './refusal.ts';

/** Words by which somebody refuses, and what they mean. A row of the phrasebook. */
export interface Phrase {
  readonly reason: Reason;
  /** Whose words they are; undefined where several say them, and marks decide. */
  readonly by?: Party;
  /** Found anywhere in what is said. Named groups become `names` of the refusal. Linear: no repetition inside another. */
  readonly says: RegExp;
  /** Only in these; in all when left out. */
  readonly on?: readonly Carrier[];
  /** Where the words stand: LiteLLM's file, a specification's section, a vendor's page. */
  readonly source: string;
}

/** A row for each source, the source said once. */
export const phrases = (
  source: string,
  rows: readonly (Omit<Phrase, 'source'> & { readonly source?: string })[],
): readonly Phrase[] => rows.map((row) => ({ source, ...row }));
