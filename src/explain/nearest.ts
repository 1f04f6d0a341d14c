import { MOST_READ, type Phrase } from '../answers/phrase.ts';
import { PHRASES } from '../answers/phrasebook.ts';

/** Words that the phrasebook knows and that are nearest to others. */
export interface Near {
  /** As the phrasebook has them, without what only machines read. */
  readonly words: string;
  readonly reason: Phrase['reason'];
  readonly source: string;
  /** Which part of them was found, from 0 to 1. */
  readonly score: number;
}

const MOST_NEAR = 3;

/** With fewer of its words found, a phrase is no guess at all. */
const LEAST = 0.34;

/**
 * The phrases that share most words with a text, for one that nobody knows: cut, reworded, or of another version.
 * @returns at most three, the nearest first, each of another reason; empty where nothing is near
 */
export function nearestTo(text: string): readonly Near[] {
  const asked = new Set(wordsIn(text.slice(0, MOST_READ)));
  const found = KNOWN.flatMap(({ words, tokens, phrase }): Near | [] => {
    const score = sum(tokens.filter((each) => asked.has(each))) / sum(tokens);
    return score < LEAST ? [] : { words, reason: phrase.reason, source: phrase.source, score };
  }).sort((one, other) => other.score - one.score);
  const seen = new Set<string>();
  return found.filter(({ reason }) => !seen.has(reason) && seen.add(reason)).slice(0, MOST_NEAR);
}

const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word.length > 2);

/** An alternative of a pattern as words: what a person would read in it. */
function spoken(pattern: string): string {
  return pattern
    .replace(/\(\?<\w{1,20}>/g, '(')
    .replace(/\(\?(?:[:=!]|<[=!])/g, '(')
    .replace(/\\[bswdS]|\[[^\]]{0,200}\][*+?]?|\{\d*,?\d*\}|[()?*+^$]|\\(?=.)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const KNOWN = PHRASES.flatMap((phrase) =>
  phrase.says.source.split('|').flatMap((pattern) => {
    const words = spoken(pattern);
    const tokens = [...new Set(wordsIn(words))];
    return tokens.length < 2 ? [] : { words, tokens, phrase };
  }),
);

/** How many phrases have a word: rare ones tell more. */
const COUNTS = new Map<string, number>();
for (const { tokens } of KNOWN) for (const each of tokens) COUNTS.set(each, (COUNTS.get(each) ?? 0) + 1);

const sum = (tokens: readonly string[]): number =>
  tokens.reduce((total, each) => total + Math.log(1 + KNOWN.length / (COUNTS.get(each) ?? KNOWN.length)), 0);
