import type { Fix, Level, Rule, Step } from '../../src/diagnosis/rule.ts';
import { methodsOf } from '../../src/mcp/rpc.ts';
import { FIX_TITLES } from '../../src/words/fix.ts';
import { HOP_NAMES, LEVEL_NAMES } from '../../src/words/hops.ts';
import type { Example } from './example.ts';
import { RULES_DIRECTORY } from './rule-files.ts';

/** What a rule's page is made of. */
export interface Documented {
  readonly rule: Rule;
  /** What stands above the rule in its file, as Markdown. */
  readonly docstring: string;
  /** Absent when no recording shows the rule firing. */
  readonly example: Example | undefined;
  /** Why none does. */
  readonly reason: string | undefined;
}

/**
 * `docs/rules/<id>.md`: what the finding says, when it fires, how that looked in a real recording, and what to change. Of
 * Markdown it uses headings, paragraphs, code spans and fenced code, which is all that the panel reads.
 */
export function rulePage(documented: Documented): string {
  const { rule, docstring, example, reason } = documented;
  const title = titleOf(documented);
  const why = example ? undefined : constant(rule.why);
  const fix = example?.finding.fix ?? constant(rule.fix);
  return [
    `# ${rule.id}`,
    ...(title === undefined ? [] : [plain(`${title}.`)]),
    ...(why === undefined ? [] : [plain(why)]),
    `${levelsOf(rule)} · ${hopWords(rule)}`,
    '## When it fires',
    ...docstring.split(/ (?=Source: )/),
    ...(rule.once
      ? [
          'As an info it is told once for what it is about, such as a server, at the first request that shows it.',
        ]
      : []),
    `The rule: ${code(`${RULES_DIRECTORY}/${rule.id}.ts`)}`,
    '## How it looks',
    ...(example ? excerpt(example) : [`No recording shows it. ${reason ?? ''}`.trim()]),
    ...steps(FIX_TITLES.user, fix?.user),
    ...steps(FIX_TITLES.operator, fix?.operator),
  ]
    .join('\n\n')
    .concat('\n');
}

/** `docs/rules/README.md`: every rule in a line. */
export function rulesOverview(all: readonly Documented[]): string {
  const rows = all.map((each) => {
    const { rule, docstring } = each;
    const cells = [
      `[${rule.id}](${rule.id}.md)`,
      levelsOf(rule),
      hopWords(rule),
      plain(titleOf(each) ?? '') || (docstring.split(/(?<=\.) /)[0] ?? ''),
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    '# Rules',
    '',
    'What Hopscope can say, one rule for each failing state. Written by `npm run generate`; a name in a title is the one',
    'of the recording that the rule’s page quotes.',
    '',
    '| rule | level | where | what is wrong |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const titleOf = ({ rule, example }: Documented): string | undefined =>
  example?.finding.title ?? constant(rule.title);

const constant = <T extends string | Fix>(value: T | ((given: never) => T)): T | undefined =>
  typeof value === 'function' ? undefined : value;

const hopWords = ({ hop }: Rule): string =>
  typeof hop === 'function' ? 'The hop of who answered' : HOP_NAMES[hop];

/** A level that depends on the exchange is a function, whose text names those it can be. */
function levelsOf({ level }: Rule): string {
  const named = typeof level === 'function' ? level.toString() : `'${level}'`;
  return (Object.keys(LEVEL_NAMES) as Level[])
    .filter((each) => new RegExp(`['"]${each}['"]`).test(named))
    .map((each) => LEVEL_NAMES[each])
    .join(' or ');
}

function excerpt({ recording, inspected, finding }: Example): readonly string[] {
  const { exchange, kind, rpc } = inspected;
  const { method, url } = exchange.request;
  const what = rpc ? methodsOf(rpc).join(' ') : kind;
  return [
    `From a recording of LiteLLM ${recording.litellm}, scenario ${code(recording.scenario)}, entry ${exchange.index}. Credentials are masked.`,
    fenced(
      'text',
      [
        `${method} ${url} ${exchange.response.status} ${what}`.trim(),
        '',
        `${LEVEL_NAMES[finding.level]}: ${finding.title}`,
        finding.why,
        '',
        ...finding.evidence.map(({ quote }) => `> ${quote}`),
      ].join('\n'),
    ),
  ];
}

function steps(title: string, step: Step | undefined): readonly string[] {
  if (!step) return [];
  const commands = (step.commands ?? []).flatMap(({ label, language, text }) => [
    plain(label),
    fenced(language, text),
  ]);
  return [`## ${title}`, plain(step.text), ...commands];
}

const code = (text: string): string => `\`${text}\``;

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** Text in which nothing is Markdown. */
const plain = (text: string): string => text.replace(/[\\`*<]/g, '\\$&');
