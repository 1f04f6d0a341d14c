import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../src/diagnosis/every-rule.ts';
import { readRuleFiles } from './golden/rule-files.ts';

const SRC = join(import.meta.dirname, '../src');
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const read = (file: string): string => readFileSync(join(SRC, file), 'utf8');

/** What needs no browser, DOM, file system or clock. */
const PURE = [
  'exchange',
  'mcp',
  'oauth',
  'litellm',
  'answers',
  'diagnosis',
  'logins',
  'inspect.ts',
  'explain',
  'logs',
  'words',
  'report',
  'checks',
  'messages.ts',
];

/**
 * The rooms from left to right, and what each may import of ours besides itself. A room may import only what stands to its left; a file
 * that is listed is an exception to its room. See docs/architecture.md.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  exchange: [],
  mcp: ['exchange'],
  oauth: ['exchange'],
  litellm: ['exchange', 'mcp', 'oauth'],
  answers: ['exchange', 'mcp', 'oauth', 'litellm'],
  diagnosis: ['exchange', 'mcp', 'oauth', 'litellm', 'answers'],
  logins: ['exchange', 'oauth', 'litellm', 'diagnosis'],
  'inspect.ts': ['exchange', 'mcp', 'oauth', 'litellm', 'answers', 'diagnosis', 'logins'],
  explain: ['exchange', 'litellm', 'answers', 'diagnosis', 'inspect.ts'],
  logs: ['exchange', 'mcp', 'oauth', 'litellm', 'answers', 'diagnosis', 'inspect.ts', 'explain'],
  words: ['exchange', 'mcp', 'diagnosis', 'logins', 'inspect.ts'],
  report: ['exchange', 'mcp', 'oauth', 'litellm', 'answers', 'diagnosis', 'logins', 'inspect.ts', 'words'],
  checks: ['exchange', 'mcp', 'oauth', 'litellm', 'diagnosis', 'inspect.ts', 'words'],
  'messages.ts': ['exchange', 'litellm/header-names.ts', 'checks/http.ts'],
  ports: ['exchange', 'checks/http.ts', 'messages.ts'],
  capture: ['ports'],
  browser: [
    'exchange/origin.ts',
    'report/har/read-har.ts',
    'checks/fetch.ts',
    'checks/http.ts',
    'messages.ts',
    'ports',
    'capture',
  ],
  background: [
    'exchange',
    'litellm/header-names.ts',
    'litellm/profile.ts',
    'checks/http.ts',
    'messages.ts',
    'ports',
  ],
  'background/main.ts': ['browser'],
  devtools: ['browser'],
  consent: ['exchange/origin.ts', 'browser'],
  panel: [...PURE, 'ports'],
  'panel/main.tsx': ['inspect.ts', 'ports', 'browser'],
  options: ['litellm/header-names.ts', 'messages.ts', 'ports', 'panel/wire', 'panel/styles'],
  'options/main.tsx': ['browser', 'panel/styles'],
  cli: [
    'exchange',
    'mcp',
    'oauth',
    'litellm',
    'answers',
    'diagnosis',
    'inspect.ts',
    'words',
    'report',
    'checks',
    'explain',
    'logs',
  ],
};

/** The same within a room: its folders from left to right. Files beside the folders compose them and may import all. */
const FOLDERS: readonly (readonly string[])[] = [
  ['answers/phrases'],
  ['checks/steps'],
  ['exchange/redact'],
  ['logs/sources'],
  ['diagnosis/computed', 'diagnosis/rules'],
  ['report/clean', 'report/har', 'report/copy', 'report/bundle'],
  [
    'panel/rows',
    'panel/filter',
    'panel/store',
    'panel/wire',
    'panel/layout',
    'panel/about',
    'panel/copy',
    'panel/list',
    'panel/detail',
    'panel/files',
    'panel/toolbar',
    'panel/check',
  ],
];

const partOf = (file: string): string => file.split('/')[0] ?? '';

/** The files of ours that a file imports, types included, relative to src. */
const importsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(([, specifier = '']) =>
    relative(SRC, join(SRC, dirname(file), specifier)),
  );

const IMPORTS: ReadonlyMap<string, readonly string[]> = new Map(FILES.map((file) => [file, importsOf(file)]));

/** The files that lead from a file back to itself; undefined when none do. */
function circleFrom(file: string): readonly string[] | undefined {
  const seen = new Set<string>();
  const walk = (at: string, path: readonly string[]): readonly string[] | undefined => {
    for (const imported of IMPORTS.get(at) ?? []) {
      if (imported === file) return [...path, imported];
      if (seen.has(imported)) continue;
      seen.add(imported);
      const circle = walk(imported, [...path, imported]);
      if (circle) return circle;
    }
    return undefined;
  };
  return walk(file, [file]);
}

describe('the dependency rule', () => {
  it.each(FILES)('%s', (file) => {
    const allowed = MAY_IMPORT[file] ?? MAY_IMPORT[partOf(file)];
    expect(allowed, 'a part that MAY_IMPORT does not know').toBeDefined();
    const breaches = IMPORTS.get(file)?.filter(
      (imported) =>
        partOf(imported) !== partOf(file) &&
        !allowed?.some((part) => imported === part || imported.startsWith(`${part}/`)),
    );
    expect(breaches).toEqual([]);
  });

  it('goes from left to right: no room may import what stands to its right', () => {
    const order = Object.keys(MAY_IMPORT);
    const up = Object.entries(MAY_IMPORT).flatMap(([room, allowed]) =>
      allowed
        .filter((each) => order.indexOf(partOf(each)) >= order.indexOf(room))
        .map((each) => `${room} -> ${each}`),
    );
    expect(up).toEqual([]);
  });

  it.each(
    FOLDERS.flatMap((folders) => folders.map((folder, index) => [folder, folders.slice(index + 1)] as const)),
  )('%s imports nothing of %s', (folder, right) => {
    const files = FILES.filter((file) => file.startsWith(`${folder}/`));
    expect(files).not.toEqual([]);
    const up = files.flatMap((file) =>
      (IMPORTS.get(file) ?? []).filter((imported) => right.some((each) => imported.startsWith(`${each}/`))),
    );
    expect(up).toEqual([]);
  });

  it.each(FILES)('%s is in no circle', (file) => {
    expect(circleFrom(file)).toBeUndefined();
  });

  it.each(FILES.filter((file) => PURE.includes(partOf(file))))(
    '%s needs no browser, DOM, file system or clock',
    (file) => {
      const code = read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(code).not.toMatch(
        /(?<![.\w])(?:browser|chrome|window|localStorage)\.|\bdocument\.(?:body|cookie|create|get|query)|\bset(?:Timeout|Interval)\(|Date\.now\(|'node:/,
      );
    },
  );
});

describe('untrusted text stays text', () => {
  it.each(FILES)('%s', (file) => {
    expect(read(file)).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet|(?<![.\w])eval\(|new Function/,
    );
  });
});

describe('a rule', () => {
  const files = readRuleFiles();

  it('is in the index, each once, under the name of its file', () => {
    expect(RULES.map(({ id }) => id)).toEqual(files.map(({ id }) => id));
  });

  it.each(files)('$id has a test of its own', ({ id }) => {
    expect(existsSync(join(import.meta.dirname, 'diagnosis/rules', `${id}.test.ts`))).toBe(true);
  });

  it.each(files)('$id says above it when it fires, and what makes that true', ({ docstring }) => {
    expect(docstring).toMatch(/^Fires (?:when|on) .+\. Source: .+\.$/);
  });

  it.each(files)('$id has its page', ({ id }) => {
    expect(existsSync(join(import.meta.dirname, '../docs/rules', `${id}.md`)), 'run `npm run generate`').toBe(
      true,
    );
  });
});

it('no file has outgrown one thing', () => {
  expect(FILES.filter((file) => read(file).split('\n').length > 300)).toEqual([]);
});
