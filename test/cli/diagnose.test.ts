import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entry, GATEWAY, KEY } from '../har-entry.ts';
import { buildCommand, commandFile } from './built.ts';

const ROOT = join(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'hopscope-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));

beforeAll(() => buildCommand('diagnose'));

const spawn = (command: string, ...args: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { stdout, stderr, status };
};

const run = (...args: readonly string[]) => spawn(process.execPath, commandFile('diagnose'), ...args);

const file = (content: string): string => {
  const path = join(directory, `${Math.random().toString(36).slice(2)}.har`);
  writeFileSync(path, content);
  return path;
};

const linkTo = (target: string): string => {
  const path = `${target}.link`;
  symlinkSync(target, path);
  return path;
};

const har = (...entries: readonly unknown[]): string =>
  file(JSON.stringify({ log: { version: '1.2', entries } }));

const page = entry({ method: 'GET', url: `${GATEWAY}/ui`, received: '<html>', receivedType: 'text/html' });
const call = entry({ status: 404, received: { detail: 'Not Found' } });

it('prints one JSON object of the contract, entries numbered as they stand in the file', () => {
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
  const { stdout, status } = spawn('npm', 'run', '-s', 'diagnose', '--', har(call));
  expect(status).toBe(0);
  expect(stdout).toContain('error path-unknown at client-to-gateway: There is no such path on the gateway');
});

describe('logs', () => {
  const FOLDER = join(ROOT, 'test/fixtures/logs/1.110.2/plain');
  const log = join(FOLDER, 'server-down.log');
  const down = { rule: 'upstream-unreachable', level: 'error', hop: 'gateway-to-server', line: 7 };

  it('are read by themselves, from a file and from standard input', () => {
    const { stdout, stderr, status } = run(log, '--json');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({
      exchanges: [],
      summary: { exchanges: 0, failingHop: 'gateway-to-server' },
      logs: [
        { file: 'server-down.log', sources: ['litellm', 'uvicorn'], lines: 61, unread: 0, findings: [down] },
      ],
    });
    const piped = spawnSync(process.execPath, [commandFile('diagnose'), '-', '--json'], {
      input: readFileSync(log),
      encoding: 'utf8',
    });
    expect(JSON.parse(piped.stdout).logs).toEqual([{ ...answer.logs[0], file: '-' }]);
  });

  it('are read beside a recording, in any order, and mask its key alike', () => {
    const recording = join(FOLDER, 'server-down.har');
    const [one, other] = [run(recording, log, '--json'), run(log, recording, '--json')];
    expect(one.stdout).toBe(other.stdout);
    expect(JSON.parse(one.stdout).exchanges.length).toBeGreaterThan(3);
    expect(JSON.parse(one.stdout).logs[0].findings).toMatchObject([down]);
    expect(run(log, recording).stdout).toContain(
      'LiteLLM can’t reach the MCP server “down” (line 7, 2 times)',
    );
  });

  it('show no credential', () => {
    const text = `WARNING:  Invalid HTTP request received. ${KEY}\n10:00:00 - LiteLLM:ERROR: client.py:1 - MCP client call_tool failed - Error Type: ConnectError, Error: Bearer ${KEY}, Tool: a, Server: http://x/mcp, Transport: http\n`;
    const { stdout, status } = run(file(text), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).logs[0].findings).toMatchObject([{ rule: 'upstream-unreachable' }]);
    expect(stdout).not.toContain(KEY);
  });

  it.each([
    ['two recordings', () => [har(call), har(page)], /a second recording/],
    [
      'a broken recording that quotes a log',
      () => [file(`{"log":{"entries":[\n${readFileSync(log, 'utf8')}`)],
      /not JSON/,
    ],
    [
      'an export without a recording',
      () => [log, '--export', join(directory, 'none.har')],
      /no recording was given/,
    ],
  ])('are not mistaken: %s', (_what, args, words) => {
    const { stdout, stderr, status } = run(...args());
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(words);
  });
});

describe('--export', () => {
  it('saves what was shown, cleaned, and finds the same in it again', () => {
    const out = join(directory, 'out.har');
    const { stdout, stderr, status } = run(har(page, call), '--json', '--export', out);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const saved = readFileSync(out, 'utf8');
    expect(saved).not.toContain(KEY);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8')) as { version: string };
    expect(JSON.parse(saved)).toMatchObject({
      log: {
        creator: { name: 'Hopscope', version },
        entries: [{ _hopscope: { index: 1 } }],
        _hopscope: { ignored: 1 },
      },
    });
    const findings = (text: string) => JSON.parse(text).exchanges[0].findings;
    expect(findings(run(out, '--json').stdout)).toEqual(findings(stdout));
  });

  it.each([
    ['the recording itself', (input: string) => ['--export', input], /recording itself/],
    ['the recording by another name', (input: string) => ['--export', linkTo(input)], /recording itself/],
    ['the recording, as a bundle', (input: string) => ['--bundle', input], /recording itself/],
    [
      'one file twice',
      () => ['--export', join(directory, 'o'), '--bundle', join(directory, 'o')],
      /two files/,
    ],
    ['a folder that is not there', () => ['--export', join(directory, 'no/where.har')], /not saved: ENOENT/],
    [
      'the second of two files',
      () => ['--export', join(directory, 'first.har'), '--bundle', join(directory, 'no/where.md')],
      /where\.md: not saved: ENOENT; .*first\.har is saved/,
    ],
    ['no name', () => ['--export', ''], /usage/],
  ])('refuses %s in one line, and leaves the recording as it is', (_what, args, words) => {
    const input = har(call);
    const before = readFileSync(input, 'utf8');
    const { stdout, stderr, status } = run(input, ...args(input));
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readFileSync(input, 'utf8')).toBe(before);
  });
});

it('quotes nothing of a broken file: the fault may be inside a credential', () => {
  const { stderr } = run(file(`{"log":{"entries":[{"authorization":Bearer ${KEY}}]}}`));
  expect(stderr).toMatch(/not JSON/);
  expect(stderr).not.toContain('Bearer');
});

describe('says in one line why a file can’t be read, and exits 2', () => {
  it.each([
    ['a file that is not there', () => join(directory, 'nowhere.har'), /ENOENT/],
    ['a directory', () => directory, /EISDIR/],
    ['text', () => file('hello'), /not JSON/],
    ['half a file', () => file('{"log":{"entries":[{"req'), /not JSON/],
    ['another JSON', () => file('{"a":1}'), /no log\.entries/],
    ['another version', () => file('{"log":{"version":"2.0","entries":[]}}'), /version 2\.0/],
    [
      'a version that is none',
      () => file('{"log":{"version":"9 sk-abc","entries":[]}}'),
      /a HAR of another version, and Hopscope reads 1\.2\n$/,
    ],
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
  const { stdout, status } = run(har(null, { request: null }, call), '--json');
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

it.each(readdirSync(join(ROOT, 'test/fixtures')).filter((folder) => folder !== 'logs'))(
  'reads every recording of LiteLLM %s',
  (version) => {
    const recordings = readdirSync(join(ROOT, 'test/fixtures', version));
    const path = join(ROOT, 'test/fixtures', version, recordings[0] ?? '');
    const { stdout, status } = run(path, '--json');
    expect(status).toBe(0);
    const { entries } = (JSON.parse(readFileSync(path, 'utf8')) as { log: { entries: unknown[] } }).log;
    const { summary } = JSON.parse(stdout) as { summary: { exchanges: number; ignored: number } };
    expect(summary.exchanges + summary.ignored).toBe(entries.length);
  },
);
