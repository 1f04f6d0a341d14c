import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { entry, GATEWAY, KEY } from '../har-entry.ts';

const ROOT = join(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'hopscope-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'src/cli/diagnose.ts'), ...args],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return { stdout, stderr, status };
};

const file = (content: string): string => {
  const path = join(directory, `${Math.random().toString(36).slice(2)}.har`);
  writeFileSync(path, content);
  return path;
};

const har = (...entries: readonly unknown[]): string =>
  file(JSON.stringify({ log: { version: '1.2', entries } }));

it('prints one JSON object of the contract, entries numbered as they stand in the file', () => {
  const page = entry({ method: 'GET', url: `${GATEWAY}/ui`, received: '<html>', receivedType: 'text/html' });
  const unknown = entry({ status: 404, received: { detail: "MCP server 'x' not found" } });
  const { stdout, stderr, status } = run(har(page, unknown), '--json');
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(JSON.parse(stdout)).toMatchObject({
    exchanges: [
      {
        index: 1,
        method: 'POST',
        url: `${GATEWAY}/mcp/everything`,
        status: 404,
        kind: 'mcp',
        rpc: ['tools/list'],
        server: 'everything',
        debug: null,
        findings: [
          { rule: 'server-alias-unknown', level: 'error', hop: 'gateway', evidence: expect.any(Array) },
        ],
      },
    ],
    summary: { exchanges: 1, ignored: 1, errors: 1, warnings: 0, infos: 0, failingHop: 'gateway' },
  });
});

it('prints findings for people without --json', () => {
  const { stdout, status } = run(har(entry({ status: 404, received: { detail: 'Not Found' } })));
  expect(status).toBe(0);
  expect(stdout).toContain('error path-unknown at client-to-gateway: There is no such path on the gateway');
});

describe('says in one line why a file can’t be read, and exits 2', () => {
  it.each([
    ['a file that is not there', () => join(directory, 'nowhere.har'), /ENOENT/],
    ['a directory', () => directory, /EISDIR/],
    ['text', () => file('hello'), /not JSON/],
    ['half a file', () => file('{"log":{"entries":[{"req'), /not JSON/],
    ['another JSON', () => file('{"a":1}'), /no log\.entries/],
  ])('%s', (_what, path, words) => {
    const { stdout, stderr, status } = run(path(), '--json');
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('no file, or an option that does not exist', () => {
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('usage') });
    expect(run('--xml', har())).toMatchObject({ status: 2, stderr: expect.stringContaining('usage') });
  });
});

it('never prints a secret of the input, neither key nor token nor a value inside an error', () => {
  const leaky = entry({
    url: `${GATEWAY}/mcp/everything?access_token=query-secret-value`,
    requestHeaders: { authorization: `Bearer ${KEY}`, cookie: 'sid=cookie-secret-value' },
    status: 401,
    received: { error: { message: `Invalid proxy server token passed. Received API Key = ${KEY}` } },
  });
  for (const args of [[har(leaky)], [har(leaky), '--json']]) {
    const { stdout } = run(...args);
    expect(stdout).toContain('key-rejected');
    for (const secret of [KEY, 'query-secret-value', 'cookie-secret-value'])
      expect(stdout).not.toContain(secret);
  }
});

it('reads the good entries beside broken ones, under their own index', () => {
  const { stdout, status } = run(
    har(null, { request: null }, entry({ status: 404, received: { detail: 'Not Found' } })),
    '--json',
  );
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    exchanges: [{ index: 2 }],
    summary: { exchanges: 1, ignored: 2 },
  });
});

it('reads entries that other tools write: string statuses, no bodies, a byte order mark', () => {
  const odd = {
    request: { method: 'POST', url: `${GATEWAY}/mcp/x`, headers: [{ name: 'Mcp-Session-Id', value: 'a' }] },
    response: { status: '404' },
  };
  const { stdout, status } = run(file(`\uFEFF${JSON.stringify({ log: { entries: [odd] } })}`), '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ exchanges: [{ status: 404 }] });
});

it.each(readdirSync(join(ROOT, 'test/fixtures')))('reads every recording of LiteLLM %s', (version) => {
  const recordings = readdirSync(join(ROOT, 'test/fixtures', version));
  const path = join(ROOT, 'test/fixtures', version, recordings[0] ?? '');
  const { stdout, status } = run(path, '--json');
  expect(status).toBe(0);
  const { entries } = (JSON.parse(readFileSync(path, 'utf8')) as { log: { entries: unknown[] } }).log;
  const { summary } = JSON.parse(stdout) as { summary: { exchanges: number; ignored: number } };
  expect(summary.exchanges + summary.ignored).toBe(entries.length);
});
