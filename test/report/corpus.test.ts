import { describe, expect, it } from 'vitest';
import { printable, toJson } from '../../src/cli/findings.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { safeCopiesOf } from '../../src/report/copy/safe-copies.ts';
import { bundleText, exportText } from '../../src/report/export-text.ts';
import { createReport } from '../../src/report/report.ts';
import { CORPUS, leaksIn, type Planted } from './corpus.ts';

const PLANTED = CORPUS.map(({ planted }) => planted);
const inspector = createInspector();
const INSPECTED: readonly Inspected[] = CORPUS.flatMap(({ entry }) => inspector.add(entry) ?? []);

const named = (found: readonly Planted[]): readonly string[] =>
  found.map(({ kind, spelling }) => `${kind}, ${spelling}`);

it('plants at least 44 kinds of secrets, at least 300 in all, each in traffic that Hopscope shows', () => {
  expect(new Set(PLANTED.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(44);
  expect(PLANTED.length).toBeGreaterThanOrEqual(300);
  expect(new Set(PLANTED.map(({ core }) => core)).size).toBe(PLANTED.length);
  expect(INSPECTED).toHaveLength(CORPUS.length);
});

it('finds each of them in the recording itself', () => {
  expect(leaksIn(JSON.stringify(CORPUS.map(({ entry }) => entry)), PLANTED)).toEqual(PLANTED);
});

it('finds more than a hundred where only credentials are masked, so the second pass is what keeps them in', () => {
  expect(leaksIn(JSON.stringify(INSPECTED), PLANTED).length).toBeGreaterThan(100);
});

describe('a report', () => {
  const report = createReport(INSPECTED, { ignored: 0, toolData: 'left out' });

  it('holds none', () => {
    expect(named(leaksIn(JSON.stringify(report), PLANTED))).toEqual([]);
  });

  it('holds none in what the command line prints of it', () => {
    const answer = toJson(report.exchanges, CORPUS.length);
    const printed = printable(report.exchanges, answer.summary) + JSON.stringify(answer);
    expect(named(leaksIn(printed, PLANTED))).toEqual([]);
  });

  it('holds none in a HAR file and in a support bundle', () => {
    const about = { at: 0, version: '1' };
    expect(named(leaksIn(exportText(report, inspector, about), PLANTED))).toEqual([]);
    expect(named(leaksIn(bundleText(report, inspector, about), PLANTED))).toEqual([]);
  });

  it('holds none in anything that can be copied, but for what says that tool data is in it', () => {
    const copies = INSPECTED.flatMap((each) => safeCopiesOf(each).flat());
    const leaks = (saysSo: boolean) => {
      const copied = copies.filter(({ label }) => /with tool data/.test(label) === saysSo);
      return named(leaksIn(copied.map(({ text }) => text()).join('\n'), PLANTED));
    };
    expect(leaks(false)).toEqual([]);
    expect(leaks(true)).not.toEqual([]);
  });

  it('passes the last scan', () => {
    expect(() => inspector.assertNoCredentialIn(JSON.stringify(report))).not.toThrow();
  });

  it('says what was taken out, with counts', () => {
    expect(report.removed.map(({ what }) => what)).toContain('tool results');
    for (const { count, characters } of report.removed) {
      expect(count).toBeGreaterThan(0);
      expect(characters).toBeGreaterThanOrEqual(0);
    }
  });

  it('cleaned once more is the same', () => {
    const again = createReport(report.exchanges, { ignored: 0, toolData: 'left out' });
    expect(again.exchanges.map(({ exchange }) => exchange)).toEqual(
      report.exchanges.map(({ exchange }) => exchange),
    );
  });
});

describe('a report with tool data', () => {
  const TOOL_DATA = /tool|argument|elicitation|REST|model, output|result|recorded stream/;
  const report = createReport(INSPECTED, { ignored: 0, toolData: 'included' });

  it('holds arguments and results and nothing else that was planted', () => {
    const found = leaksIn(JSON.stringify(report), PLANTED);
    expect(found.length).toBeGreaterThan(20);
    expect(named(found.filter(({ kind }) => !TOOL_DATA.test(kind)))).toEqual([]);
  });
});
