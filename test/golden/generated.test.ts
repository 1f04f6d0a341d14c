import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../stack/paths.ts';
import { documents, PAGES_DIRECTORY } from './documents.ts';
import { exampleOf } from './example.ts';
import { readRecordings } from './recordings.ts';
import { RULES_DIRECTORY, readRuleFiles, ruleIndex } from './rule-files.ts';
import { UNRECORDED } from './unrecorded.ts';

const files = readRuleFiles();
const recordings = readRecordings();
const written = new Map([[`${RULES_DIRECTORY}/index.ts`, ruleIndex(files)], ...documents(files, recordings)]);

it('is what `npm run generate` writes', () => {
  const stale = [...written].filter(([path, content]) => read(path) !== content).map(([path]) => path);
  const left = readdirSync(join(root, PAGES_DIRECTORY))
    .map((page) => `${PAGES_DIRECTORY}/${page}`)
    .filter((path) => !written.has(path));
  expect([...stale, ...left], 'out of date, run `npm run generate`').toEqual([]);
});

describe('a rule that no recording shows', () => {
  const silent = new Set(files.map(({ id }) => id).filter((id) => !exampleOf(id, recordings)));

  it('has its reason', () => {
    const unexplained = [...silent].filter((id) => UNRECORDED[id] === undefined);
    expect(unexplained, 'record a scenario, or say in unrecorded.ts why none can be').toEqual([]);
  });

  it('is the only one that has a reason', () => {
    const refuted = Object.keys(UNRECORDED).filter((id) => !silent.has(id));
    expect(refuted, 'recorded now, or no rule: delete the line in unrecorded.ts').toEqual([]);
  });
});

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
