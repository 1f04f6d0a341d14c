import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printable, toJson } from '../../src/cli/findings.ts';
import type { Finding, Step } from '../../src/diagnosis/rule.ts';
import { toMarkdown } from '../../src/report/bundle/bundle.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { createReport } from '../../src/report/report.ts';
import { FIX_TITLES } from '../../src/words/fix.ts';
import { recordedFiles } from '../golden/recordings.ts';
import { inspectAll } from '../har-entry.ts';
import { ASKED, askedBy } from './hostile-requests.ts';
import { answeredBy, MARK, VARIANTS } from './hostile-responses.ts';

/** A finding of a hostile recording. */
interface Found {
  readonly where: string;
  readonly finding: Finding;
}

const files = recordedFiles().map(({ litellm, scenario, text }) => ({
  where: `${scenario} (${litellm})`,
  entries: readHar(text),
}));

const hostile = VARIANTS.flatMap((variant) =>
  files.map(({ where, entries }) => ({
    where: `${variant.name}: ${where}`,
    inspected: inspectAll(entries.map((entry) => answeredBy(variant, entry))),
  })),
);

const found: readonly Found[] = hostile.flatMap(({ where, inspected }) =>
  inspected.flatMap(({ findings }) => findings.map((finding) => ({ where, finding }))),
);

const wordsOf = (step: Step | undefined): readonly string[] =>
  step ? [step.text, ...(step.commands ?? []).flatMap(({ label, text }) => [label, text])] : [];

/** Each only once, and where it was seen first. */
function first(told: readonly { readonly where: string; readonly text: string }[]): readonly string[] {
  const seen = new Map(told.map(({ where, text }) => [text, where] as const).toReversed());
  return [...seen].map(([text, where]) => `${where}: ${text}`);
}

/** What is left of a text without what it quotes. */
const unquoted = (text: string): string => text.replace(/“[^“”]*”/g, '“”');

describe('what a hostile server says', () => {
  it('is in the responses that every rule judges', () => {
    const judged = new Set(
      hostile.flatMap(({ inspected }) =>
        inspected.flatMap(({ exchange, findings }) =>
          MARK.test(JSON.stringify(exchange)) ? findings.map(({ rule }) => rule) : [],
        ),
      ),
    );
    const all = new Set(
      files.flatMap(({ entries }) =>
        inspectAll(entries).flatMap(({ findings }) => findings.map(({ rule }) => rule)),
      ),
    );
    expect([...all].filter((rule) => !judged.has(rule))).toEqual([]);
  });

  it('is never advice in the panel', () => {
    const told = found.flatMap(({ where, finding: { rule, fix } }) =>
      [...wordsOf(fix.user), ...wordsOf(fix.operator)]
        .filter((text) => MARK.test(text))
        .map((text) => ({ where: `${rule} in ${where}`, text })),
    );
    expect(first(told)).toEqual([]);
  });

  it('is only quoted in what a finding says', () => {
    const told = found.flatMap(({ where, finding: { rule, title, why } }) =>
      [title, why]
        .filter((text) => MARK.test(unquoted(text)))
        .map((text) => ({ where: `${rule} in ${where}`, text })),
    );
    expect(first(told)).toEqual([]);
  });

  it.each(VARIANTS)(
    'as $name is neither advice nor unquoted in a support bundle and on the command line',
    ({ name }) => {
      const told = hostile
        .filter(
          ({ where, inspected }) =>
            where.startsWith(`${name}: `) && inspected.some(({ findings }) => findings.length > 0),
        )
        .flatMap(({ where, inspected }) => {
          const report = createReport(inspected, { ignored: 0, toolData: 'left out' });
          const bundle = toMarkdown(report, { at: 0, version: '0.1.0' });
          const { summary } = toJson(report.exchanges, inspected.length);
          return [...ownWords(bundle), ...ownLines(printable(report.exchanges, summary))]
            .filter((text) => MARK.test(text))
            .map((text) => ({ where, text }));
        });
      expect(first(told)).toEqual([]);
    },
  );
});

describe('what a hostile page asks', () => {
  const steps = files.flatMap(({ where, entries }) =>
    inspectAll(entries.map(askedBy)).flatMap(({ findings }) =>
      findings.flatMap(({ rule, fix }) =>
        [fix.user, fix.operator].flatMap((step) => (step ? { where: `${rule} in ${where}`, step } : [])),
      ),
    ),
  );

  it('is in commands only', () => {
    const told = steps.flatMap(({ where, step }) =>
      [step.text, ...(step.commands ?? []).map(({ label }) => label)]
        .filter((text) => ASKED.test(text))
        .map((text) => ({ where, text })),
    );
    expect(first(told)).toEqual([]);
  });

  it('does not run when a command is pasted', () => {
    const commands = steps.flatMap(({ step }) =>
      (step.commands ?? []).flatMap(({ language, text }) => (language === 'sh' ? text : [])),
    );
    const hostileOnes = [...new Set(commands)].filter((text) => ASKED.test(text));
    expect(hostileOnes.length).toBeGreaterThan(10);
    const folder = mkdtempSync(join(tmpdir(), 'hopscope-advice-'));
    const input = ['curl() { :; }', 'claude() { :; }', ...hostileOnes, ''].join('\n');
    const { stderr, status } = spawnSync('sh', [], { input, cwd: folder, encoding: 'utf8' });
    const left = readdirSync(folder);
    rmSync(folder, { recursive: true });
    expect({ stderr, status, left }).toEqual({ stderr: '', status: 0, left: [] });
  });
});

/** The parts of a bundle's findings that are Hopscope's words, without what they quote. */
function ownWords(bundle: string): readonly string[] {
  const [, findings = ''] = /\n## Findings\n([\s\S]*?)\n## /.exec(bundle) ?? [];
  return findings.split(/^(?=### )/m).flatMap((section) => {
    const [said = '', rest = ''] = section.split(/^\*\*Evidence\*\*.*$/m);
    const advice = Object.values(FIX_TITLES)
      .map((title) => rest.indexOf(`**${title}**`))
      .filter((at) => at !== -1);
    // What a finding is about is code behind its title. A long line of words is broken, also where it quotes.
    const told = said.replace(/ · `[^`\n]*`/g, '').replace(/\s+/g, ' ');
    return [unquoted(told), rest.slice(Math.min(...advice, rest.length))];
  });
}

/** The lines of the command line that are neither evidence nor requests. */
const ownLines = (printed: string): readonly string[] =>
  printed.split('\n').flatMap((line) => (/^(?:#| {6}> )/.test(line) ? [] : [unquoted(line)]));
