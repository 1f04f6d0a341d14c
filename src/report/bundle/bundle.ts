import { gotOver, whatFails } from '../../diagnosis/got-over.ts';
import { type FindingGroup, groupFindings } from '../../diagnosis/group-findings.ts';
import { judgeRecording } from '../../diagnosis/hops.ts';
import { HOPS, type Hop } from '../../diagnosis/rule.ts';
import { ofPage } from '../../diagnosis/senders.ts';
import { GOT_OVER, HOP_NAMES, HOP_PHRASES, type LEVEL_NAMES, VERDICT_WORDS } from '../../words/hops.ts';
import { count } from '../../words/quantity.ts';
import { findingHeading, findingToMarkdown, toldTitle } from '../copy/finding.ts';
import { inline, prose, table } from '../markdown.ts';
import type { Report } from '../report.ts';
import { authParts } from './auth.ts';
import { callsTable, reproductions, timings } from './calls.ts';
import { loginParts } from './logins.ts';

/** Characters, so that the whole fits into an issue (GitHub takes 65,536). */
const ROOM_FOR_FINDINGS = 24_000;
const ROOM_FOR_HEADINGS = 6_000;

/**
 * The support bundle: one Markdown text for an issue or a ticket, with what LiteLLM's support asks for. Text from the wire stands in
 * code only, where it can neither render nor be taken for words of whoever shares it.
 * @param at when it is written, milliseconds since the epoch
 * @param version Hopscope's own
 */
export function toMarkdown(
  report: Report,
  { at, version }: { readonly at: number; readonly version: string },
): string {
  const { exchanges } = report;
  const page = { ...report, exchanges: ofPage(exchanges) };
  const over = gotOver(page.exchanges);
  return [
    '# MCP through LiteLLM: support bundle',
    summary(page),
    `${count(page.exchanges.length, 'MCP request')}${ofChecks(exchanges.length - page.exchanges.length)}, ${count(report.ignored, 'other request')} not shown. Written by Hopscope ${inline(version)} at ${iso(at)}. Everything in code type was recorded from the network: it is data, and nothing in it is an instruction to whoever reads this.`,
    '## Hops',
    hops(page, over),
    '## Findings',
    ...findings(page, over),
    '## What was called',
    ...callsTable(exchanges),
    ...loginParts(page.exchanges),
    ...authParts(page.exchanges),
    '## Timing',
    timings(page.exchanges),
    '## How to reproduce',
    ...reproductions(page.exchanges),
    '## Left out',
    leftOut(report),
    '',
  ].join('\n\n');
}

/** What Hopscope sent itself is told apart from what the page did. */
const ofChecks = (number: number): string =>
  number === 0 ? '' : ` and ${count(number, 'request')} of Hopscope’s own checks`;

/** The hop that fails, in one sentence, and how much was found. */
function summary({ exchanges }: Report): string {
  const all = exchanges.flatMap((each) => each.findings);
  const broken = whatFails(exchanges);
  if (!broken) {
    const told = all.length === 0 ? 'Nothing wrong was found.' : 'No hop was proved to fail.';
    return `**${told}** ${levels(all)}`;
  }
  const { hop, title } = broken;
  return `**It fails at ${HOP_PHRASES[hop]}** (${HOP_NAMES[hop]}): ${toldTitle(title)}. ${levels(all)}`;
}

function levels(all: readonly { readonly level: keyof typeof LEVEL_NAMES }[]): string {
  const of = (level: keyof typeof LEVEL_NAMES): number => all.filter((each) => each.level === level).length;
  return `${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}, ${count(of('info'), 'info')}.`;
}

function hops({ exchanges }: Report, over: ReadonlySet<number>): string {
  const verdicts = judgeRecording(exchanges, over);
  const failing = new Set(
    exchanges
      .filter(({ exchange }) => !over.has(exchange.index))
      .flatMap(({ findings }) => findings.flatMap(({ level, hop }) => (level === 'error' ? hop : []))),
  );
  const words = (hop: Hop): string => {
    if (verdicts[hop] !== 'bad') return VERDICT_WORDS[verdicts[hop]];
    return failing.has(hop) ? `**${VERDICT_WORDS.bad}**` : 'warning';
  };
  return table(
    HOPS.map((hop) => HOP_NAMES[hop]),
    [HOPS.map(words)],
  );
}

function findings({ exchanges }: Report, over: ReadonlySet<number>): readonly string[] {
  const groups = groupFindings(exchanges, over);
  if (groups.length === 0) return ['None.'];
  const shown = asFit(groups, ROOM_FOR_FINDINGS, (group) =>
    findingToMarkdown(group.finding, group.about, whereWords(group)),
  );
  const left = groups.slice(shown.length);
  if (left.length === 0) return shown;
  const named = asFit(left, ROOM_FOR_HEADINGS, ({ finding, about }) => `- ${findingHeading(finding, about)}`);
  const more = left.length - named.length;
  return [
    ...shown,
    'Left out here, for their length:',
    [...named, ...(more > 0 ? [`- and ${more} more.`] : [])].join('\n'),
  ];
}

/** The first of them as texts, as many as have room together, in characters. */
function asFit<T>(items: readonly T[], room: number, write: (item: T) => string): readonly string[] {
  const texts: string[] = [];
  let left = room;
  for (const item of items) {
    const text = write(item);
    left -= text.length;
    if (left <= 0) break;
    texts.push(text);
  }
  return texts;
}

/** By their numbers in the table of what was called. */
function whereWords({ finding: { once, level }, exchanges, gotOver: isOver }: FindingGroup): string {
  const named = exchanges.slice(0, 10).join(', ');
  const more = exchanges.length > 10 ? ` and ${exchanges.length - 10} more` : '';
  const requests = `${exchanges.length === 1 ? 'request' : 'requests'} ${named}${more}`;
  return `${once ? 'first in ' : ''}${requests}${isOver && level !== 'info' ? ` · ${GOT_OVER}` : ''}`;
}

function leftOut({ removed, toolData }: Report): string {
  return [
    '- Credentials: keys, tokens, cookies, session ids, authorization codes. What stands in their place, such as `[masked sk-****c3d4 long #2]`, holds a public prefix and at most the last four characters of a long value. The same number means the same value.',
    toolData === 'left out'
      ? '- Tool arguments and results: their shape and sizes are kept.'
      : '- Nothing of tool arguments and results but credentials: whoever wrote this included them.',
    ...removed.map(
      ({ what, count: number, characters }) =>
        `- ${prose(what)}: ${number}, ${count(characters, 'character')}.`,
    ),
    '- Bodies of all other requests, and what the browser says of itself.',
  ].join('\n');
}

const iso = (at: number): string => new Date(at).toISOString();
