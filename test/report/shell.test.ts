import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellWord } from '../../src/diagnosis/shell.ts';
import { splitHidden } from '../../src/exchange/reveal.ts';
import { copiesOf } from '../../src/report/copy/copies.ts';
import { GATEWAY, inspect, KEY, type Parts, toolCall } from '../har-entry.ts';
import { HOSTILE } from './hostile.ts';

const VALUES = {
  LITELLM_API_KEY: "sk-mine'$(id)",
  MCP_TOKEN: 'mine',
  MCP_SECRET: 'my-secret',
  MCP_BODY: '{}',
};
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-shell-'));
  for (const name of ['curl', 'claude', 'npx', 'echo-arguments']) {
    writeFileSync(join(folder, name), `#!/bin/sh\nprintf '%s\\0' "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
});
afterAll(() => {
  const left = readdirSync(folder);
  rmSync(folder, { recursive: true });
  // Nothing embedded ran.
  expect(left.toSorted()).toEqual(['claude', 'curl', 'echo-arguments', 'npx']);
});

/** The arguments with which a shell calls the command that a text is, several commands at once. */
function run(shell: string, text: string): readonly string[] {
  const { stdout, stderr, status } = spawnSync(shell, [], {
    input: `${text}\n`,
    cwd: folder,
    env: { ...VALUES, PATH: `${folder}:/usr/bin:/bin` },
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

/** Linux takes no more than 128 kB of one argument. */
const LONGEST_ARGUMENT = 100_000;

/** What an argument can hold of a text. */
const possible = (text: string): string => text.replaceAll('\0', '').toWellFormed();
const inHeader = (text: string): string => possible(text.replace(/[\r\n\0]+/g, ' ').trim());
const labelled = (parts: Parts, label: string): string => {
  const copy = copiesOf(inspect(parts))
    .flat()
    .find((each) => each.label.startsWith(label));
  if (!copy) throw new Error(`nothing to copy as ${label}`);
  return copy.text();
};

/** Nothing of a copied text is hidden: a terminal acts on control characters before the shell reads a quote. */
const expectNothingHidden = (text: string): void => {
  expect(splitHidden(text.replaceAll('\t', '\u0001')).filter(({ hidden }) => hidden)).toEqual([]);
};

const call = (text: string) => toolCall(text.slice(0, 1000), { text });
const valuesOf = (words: readonly string[], option: string): readonly string[] =>
  words.filter((_, index) => words[index - 1] === option);

it('has enough hostile texts', () => expect(HOSTILE.length).toBeGreaterThan(60));

describe.each(['sh', 'bash'])('%s', (shell) => {
  it('gets every text as one word, exactly', () => {
    const words = HOSTILE.map((text) => shellWord(text));
    for (const word of words) expectNothingHidden(word);
    const lines = words.map((word) => `echo-arguments ${word}`);
    expect(run(shell, lines.join('\n'))).toEqual(HOSTILE.map(possible));
  });

  it('expands a variable between any two texts', () => {
    const texts = HOSTILE.map((text) => text.slice(0, LONGEST_ARGUMENT / 2));
    const lines = texts.map(
      (text) => `echo-arguments ${shellWord([text, { variable: 'LITELLM_API_KEY' }, text])}`,
    );
    const expected = texts.map((text) => possible(text) + VALUES.LITELLM_API_KEY + possible(text));
    expect(run(shell, lines.join('\n'))).toEqual(expected);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
    'is safe with %s everywhere',
    (_name, text) => {
      const short = text.slice(0, 20_000);
      const url = `${GATEWAY}/mcp/${short}?q=${short}`;
      const parts: Parts = {
        url,
        requestHeaders: {
          'x-litellm-api-key': `Bearer ${KEY}`,
          'mcp-name': text,
          [`x-name-${short}`]: 'value',
          'content-type': 'application/json',
        },
        sent: call(text),
      };
      const curl = labelled(parts, 'curl');
      expectNothingHidden(curl);
      const words = run(shell, curl);
      const sent = new URL(url);
      sent.hash = '';
      expect(words).toContain(sent.href);
      expect(valuesOf(words, '-H')).toContain(`x-litellm-api-key: Bearer ${VALUES.LITELLM_API_KEY}`);
      expect(valuesOf(words, '-H')).toContain(
        inHeader(text) === '' ? 'mcp-name;' : `mcp-name: ${inHeader(text)}`,
      );
      expect(valuesOf(words, '--data-raw').map((body) => JSON.parse(body))).toEqual([call(text)]);
      const others = words.filter((_, index) => !['-H', '--data-raw'].includes(words[index - 1] ?? ''));
      expect(others.filter((word) => !['--globoff', '-H', '--data-raw'].includes(word))).toEqual([
        '-isS',
        sent.href,
      ]);

      const [mcp, add, ...rest] = run(shell, labelled(parts, 'claude mcp add'));
      expect([mcp, add]).toEqual(['mcp', 'add']);
      expect(rest.slice(0, 2)).toEqual(['--transport', 'http']);
      expect(rest[2]).toMatch(/^\w[\w-]*$/);

      const inspector = labelled(parts, 'MCP Inspector command');
      expectNothingHidden(inspector);
      const arguments_ = run(shell, inspector);
      expect(valuesOf(arguments_, '--tool-name')).toEqual([possible(text.slice(0, 1000))]);
      expect(valuesOf(arguments_, '--tool-arg').map((pair) => JSON.parse(pair.replace('text=', '')))).toEqual(
        [text],
      );
    },
  );
});

describe('fetch', () => {
  it.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
    'sends %s exactly',
    (_name, text) => {
      const code = labelled(
        { requestHeaders: { authorization: `Bearer ${KEY}`, 'mcp-name': text }, sent: call(text) },
        'fetch',
      );
      expectNothingHidden(code);
      const calls: unknown[][] = [];
      const fetch = (...given: unknown[]) => {
        calls.push(given);
        return { status: 200, text: () => '' };
      };
      runInNewContext(`(async () => { ${code.replace("KEY = ''", "KEY = 'mine'")} })()`, {
        fetch,
        console: { log: () => undefined },
      });
      const [[url, options] = []] = calls;
      expect(url).toBe(`${GATEWAY}/mcp/everything`);
      const { headers, body } = options as { headers: string[][]; body: string };
      expect(headers.map((pair) => [...pair])).toEqual([
        ['authorization', 'Bearer mine'],
        ['mcp-name', text.replace(/[\r\n\0]+/g, ' ').trim()],
      ]);
      expect(JSON.parse(body)).toEqual(call(text));
    },
  );
});
