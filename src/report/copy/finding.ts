import { RULES } from '../../diagnosis/every-rule.ts';
import type { Finding, Fix, Step } from '../../diagnosis/rule.ts';
import { notInTitle } from '../../diagnosis/words.ts';
import { FIX_TITLES } from '../../words/fix.ts';
import { HOP_NAMES, LEVEL_NAMES } from '../../words/hops.ts';
import { fenced, inline, LONGEST_INLINE, oneLine, prose } from '../markdown.ts';

/** Findings as Markdown, for an issue or a message. */
export function findingsToMarkdown(findings: readonly Finding[]): string {
  return findings.map((finding) => `${findingToMarkdown(finding)}\n`).join('\n');
}

/**
 * A finding as Markdown: what is wrong, why, what proves it, what to change. What the wire had a part in is code.
 * @param about what it is about, where the finding itself does not say enough
 * @param where the requests that have it, where that needs to be said
 */
export function findingToMarkdown(finding: Finding, about = finding.about, where?: string): string {
  const { hop, rule, why, evidence, fix } = finding;
  const quotes = evidence.slice(0, MOST_EVIDENCE).map(({ quote }) => quote);
  const more = evidence.length - quotes.length;
  return [
    `### ${findingHeading(finding, about)}`,
    [HOP_NAMES[hop], `rule ${inline(rule)}`, where].filter((each) => each !== undefined).join(' · '),
    said(why),
    `**Evidence**${more > 0 ? ` (${quotes.length} of ${evidence.length})` : ''}`,
    fenced(quotes.join('\n')),
    ...steps(fix),
  ].join('\n\n');
}

/** A finding in a line of Markdown: its level, its title, and those it is about that the title, as far as it is shown, does not name. */
export function findingHeading({ level, title }: Finding, about: readonly string[]): string {
  const names = notInTitle(about.map(oneLine), oneLine(title).slice(0, LONGEST_INLINE));
  const told = names.slice(0, MOST_NAMES).map((name) => inline(name));
  const more = names.length - told.length;
  return [
    `${LEVEL_NAMES[level]}: ${[toldTitle(title), ...told].join(' · ')}`,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join(' ');
}

const MOST_NAMES = 50;

/** A finding's title: a rule's own words as prose, others as code. */
export const toldTitle = (title: string): string => (isOwn(title) ? prose(title) : inline(title));

const MOST_EVIDENCE = 8;

const steps = (fix: Fix): readonly string[] =>
  (['user', 'operator'] as const).flatMap((side) => {
    const step = fix[side];
    return step ? [`**${FIX_TITLES[side]}**`, ...stepParts(step)] : [];
  });

const stepParts = ({ text, commands = [] }: Step): readonly string[] => [
  said(text),
  ...commands.flatMap(({ label, language, text: command }) => [
    `${inline(label)}:`,
    fenced(command, {
      language: language === 'sh' || language === 'yaml' ? language : 'text',
      words: 'ours',
    }),
  ]),
];

/** A rule's own words are prose; words that may quote the wire are a block of code, in lines that need no scrolling. */
const said = (text: string): string =>
  isOwn(text)
    ? prose(text)
    : fenced(text.replace(/(.{1,100})(?:\s+|$)/g, '$1\n').trimEnd(), { words: 'ours' });

/** Whether a text is in the catalogue word for word, so that nothing from the wire is in it. */
const isOwn = (text: string): boolean => OWN.has(text);

const OWN: ReadonlySet<string> = new Set(
  RULES.flatMap(({ title, why, fix }) => [
    title,
    why,
    ...(typeof fix === 'function' ? [] : [fix.user?.text, fix.operator?.text]),
  ]).filter((text) => typeof text === 'string'),
);
