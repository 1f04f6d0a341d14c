import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../src/diagnosis/rules/index.ts';
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
  'diagnosis',
  'logins',
  'inspect.ts',
  'report',
  'messages.ts',
];

/** What each part, or a file that is an exception, may import of ours besides itself. Left never imports right; see docs/architecture.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  exchange: [],
  mcp: ['exchange'],
  oauth: ['exchange'],
  litellm: ['exchange', 'mcp', 'oauth'],
  diagnosis: ['exchange', 'mcp', 'oauth', 'litellm'],
  logins: ['exchange', 'oauth', 'litellm', 'diagnosis'],
  'inspect.ts': ['exchange', 'mcp', 'oauth', 'litellm', 'diagnosis', 'logins'],
  report: ['exchange', 'mcp', 'oauth', 'litellm', 'diagnosis', 'logins', 'inspect.ts'],
  'messages.ts': ['exchange/exchange.ts', 'litellm/header-names.ts'],
  browser: [
    'messages.ts',
    'panel/environment.ts',
    'options/environment.ts',
    'background/port.ts',
    'background/web-request.ts',
    'capture',
    'report/read-har.ts',
  ],
  capture: ['panel/environment.ts'],
  background: ['exchange', 'messages.ts', 'browser/origins.ts', 'litellm/header-names.ts'],
  'background/main.ts': ['browser'],
  devtools: ['browser'],
  options: ['messages.ts', 'browser', 'litellm/header-names.ts', 'panel/wire', 'panel/styles'],
  consent: ['browser'],
  panel: [...PURE, 'browser', 'capture'],
  cli: ['exchange', 'mcp', 'oauth', 'litellm', 'diagnosis', 'inspect.ts', 'report'],
};

const partOf = (file: string): string => file.split('/')[0] ?? '';

/** The files of ours that a file imports, relative to src. */
function importsOf(file: string): readonly string[] {
  const specifiers = [...read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(
    (found) => found[1] ?? '',
  );
  return specifiers.map((specifier) => relative(SRC, join(SRC, dirname(file), specifier)));
}

describe('the dependency rule', () => {
  it.each(FILES)('%s', (file) => {
    const allowed = MAY_IMPORT[file] ?? MAY_IMPORT[partOf(file)];
    expect(allowed, 'a part that MAY_IMPORT does not know').toBeDefined();
    const breaches = importsOf(file).filter(
      (imported) =>
        partOf(imported) !== partOf(file) &&
        !allowed?.some((part) => imported === part || imported.startsWith(`${part}/`)),
    );
    expect(breaches).toEqual([]);
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

  it('gives way only to rules that exist', () => {
    const ids = new Set(RULES.map(({ id }) => id));
    expect(RULES.flatMap(({ unless = [] }) => unless).filter((id) => !ids.has(id))).toEqual([]);
  });
});

it('no file has outgrown one thing', () => {
  expect(FILES.filter((file) => read(file).split('\n').length > 300)).toEqual([]);
});
