import type { Carrier, Party, Reason } from './refusal.ts';

/** Words by which somebody refuses, and what they mean. A row of the phrasebook. */
export interface Phrase {
  readonly reason: Reason;
  /** Whose words they are; undefined where several say them, and marks decide. */
  readonly by?: Party;
  /** Which of them, where only one says so. LiteLLM’s words need none. */
  readonly product?: string;
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

/** All but a tool's result, in which a tool may quote anybody. */
export const OUTSIDE_RESULTS: readonly Carrier[] = ['http', 'rest', 'json-rpc', 'llm-event', 'oauth-error'];

/**
 * The gateway's words in each carrier. In place of a tool's result LiteLLM writes `Error: ` before them, or its exception's name as well (operations.py): only
 * what begins with them is LiteLLM's there.
 */
export const everywhere = (reason: Reason, words: RegExp): readonly Omit<Phrase, 'source'>[] => [
  { reason, by: 'gateway', says: words, on: OUTSIDE_RESULTS },
  {
    reason,
    by: 'gateway',
    says: new RegExp(
      `^isError Error: (?:\\{'error': ["']|litellm\\.\\w{1,40}: )?(?:${words.source})`,
      words.flags,
    ),
    on: ['tool-result'],
  },
];

/** Characters of a text that phrases are looked for in: what refuses says so at its beginning, and a page may have megabytes. */
export const MOST_READ = 20_000;

/** What the named groups of a match found. */
export const namesIn = ({ groups = {} }: RegExpExecArray): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined && value !== ''));
