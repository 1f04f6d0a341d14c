import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../stack/paths.ts';
import { check, checkJson, KEY, listen, mcp, run, sendJson, servers, useCheck } from './run-check.ts';

useCheck();

const directory = mkdtempSync(join(tmpdir(), 'hopscope-check-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('a healthy server', () => {
  it('is ready, exit 0, a line a step', async () => {
    const { origin, asked } = await listen(mcp());
    const { code, stdout, stderr } = await check(`${origin}/mcp`, '--key-env', 'CHECK_KEY');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^ok {7}reach {14}A server answered in /),
      'ok       initialize         It speaks MCP 2025-11-25.',
      expect.stringMatching(/^ok {7}tools {14}1 tool in .*: “echo”\.$/),
    ]);
    expect(stdout).toContain('Ready');
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST', 'DELETE']);
  });

  it('gets the key, the debug header and the session it gave, and no cookie', async () => {
    const { origin, asked } = await listen(mcp());
    await check(`${origin}/mcp`, '--key-env', 'CHECK_KEY');
    expect(asked.map(({ headers }) => headers['x-litellm-api-key'])).toEqual(Array(5).fill(`Bearer ${KEY}`));
    expect(asked.map(({ headers }) => headers['x-litellm-mcp-debug'])).toEqual(Array(5).fill('true'));
    expect(asked.at(-1)?.headers['mcp-session-id']).toBe('session-of-a-throwaway-check-1');
    expect(asked[0]?.headers['mcp-session-id']).toBeUndefined();
    expect(asked.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
  });

  it('is told as one JSON object of the contract', async () => {
    const { origin } = await listen(mcp());
    const { code, json } = await checkJson(`${origin}/mcp`);
    expect(code).toBe(0);
    expect(json).toMatchObject({ target: `${origin}/mcp`, verdict: 'ready', failingHop: null });
    expect(json.steps.map(({ id }) => id)).toEqual(
      'reach initialize tools call resource-metadata server-metadata registration preflight direct'.split(
        ' ',
      ),
    );
    expect(json.steps[2]?.exchanges).toEqual([3]);
    expect(json.summary.exchanges).toBe(5);
    expect(new Set(json.exchanges.map(({ sentBy }) => sentBy))).toEqual(new Set(['check']));
  });

  it('shows names of tools that would move the cursor as escapes', async () => {
    const { origin } = await listen(mcp([{ name: 'a\u001b[2Jb\u202ec\nd' }]));
    const { stdout } = await check(`${origin}/mcp`);
    expect(stdout).toContain('“a⟨U+001B⟩[2Jb⟨U+202E⟩c d”');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });
});

describe('the key', () => {
  it('goes along on a redirect within the origin, and to no other', async () => {
    const other = await listen(mcp());
    const { origin, asked } = await listen((request, response) => {
      if (request.url === '/mcp') return void response.writeHead(307, { location: '/mcp/' }).end();
      response.writeHead(308, { location: `${other.origin}/mcp` }).end();
    });
    const { json, code, failed } = await checkJson(`${origin}/mcp`, '--key-env', 'CHECK_KEY');
    expect(asked.map(({ url, headers }) => [url, headers['x-litellm-api-key']])).toEqual([
      ['/mcp', `Bearer ${KEY}`],
      ['/mcp/', `Bearer ${KEY}`],
    ]);
    expect(other.asked).toEqual([]);
    expect({ code, failed, hop: json.failingHop }).toEqual({
      code: 1,
      failed: ['reach'],
      hop: 'client-to-gateway',
    });
  });

  it('goes neither to the authorization server nor to the MCP server', async () => {
    const server = await listen(mcp());
    const authorization = await listen((_request, response) =>
      sendJson(response, {
        issuer: authorization.origin,
        authorization_endpoint: `${authorization.origin}/authorize`,
        token_endpoint: `${authorization.origin}/token`,
        registration_endpoint: `${authorization.origin}/register`,
        code_challenge_methods_supported: ['S256'],
        response_types_supported: ['code'],
      }),
    );
    const gateway = await listen((request, response) => {
      if (request.url?.includes('.well-known'))
        return void sendJson(response, {
          resource: `${gateway.origin}/mcp`,
          authorization_servers: [authorization.origin],
        });
      const metadata = `${gateway.origin}/.well-known/oauth-protected-resource/mcp`;
      response.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${metadata}"` }).end('{}');
    });
    const { code, json } = await checkJson(
      `${gateway.origin}/mcp`,
      '--key-env',
      'CHECK_KEY',
      '--header-env',
      'X-Team=CHECK_KEY',
      '--direct',
      `${server.origin}/mcp`,
    );
    expect({ code, verdict: json.verdict, hop: json.failingHop }).toEqual({
      code: 3,
      verdict: 'login-required',
      hop: null,
    });
    expect(authorization.asked.map(({ url }) => url)).toEqual(['/.well-known/oauth-authorization-server']);
    expect(server.asked.length).toBeGreaterThan(2);
    for (const { headers } of [...authorization.asked, ...server.asked])
      expect(JSON.stringify(headers)).not.toContain(KEY);
    expect(gateway.asked[0]?.headers['x-team']).toBe(KEY);
    expect(
      gateway.asked.filter(({ url }) => url?.includes('.well-known')).map(({ headers }) => headers['x-team']),
    ).toEqual([undefined]);
  });

  it('is in no output and in no file', async () => {
    const { origin } = await listen((request, response) => {
      // A server that hands back what it was sent.
      response.writeHead(400, {
        'content-type': 'application/json',
        'x-echo': String(request.headers['x-litellm-api-key']),
      });
      response.end(
        JSON.stringify({
          error: `${String(request.headers['x-litellm-api-key'])} is not good`,
          headers: request.headers,
        }),
      );
    });
    const [har, bundle] = [join(directory, 'out.har'), join(directory, 'out.md')];
    const { stdout, stderr } = await check(
      `${origin}/mcp`,
      '--key-env',
      'CHECK_KEY',
      '--export',
      har,
      '--bundle',
      bundle,
    );
    const json = await check(`${origin}/mcp`, '--key-env', 'CHECK_KEY', '--json');
    for (const text of [stdout, stderr, json.stdout, readFileSync(har, 'utf8'), readFileSync(bundle, 'utf8')])
      expect(text).not.toContain(KEY);
    expect(readFileSync(har, 'utf8')).toContain('"_sentBy":{"check":1}');
  });
});

it('names the gateway that nobody runs', async () => {
  const gone = await listen(() => undefined);
  for (const server of servers.splice(0)) server.close();
  const { json, code } = await checkJson(`${gone.origin}/mcp`);
  expect(code).toBe(1);
  expect(json.exchanges[0]?.findings.map(({ rule }) => rule)).toContain('gateway-unreachable');
});

it('ends on Ctrl-C, and says so', async () => {
  const { origin } = await listen(() => undefined);
  const { child, ended } = run(`${origin}/mcp`);
  await once(servers[0] as Server, 'request');
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: 130, stdout: '', stderr: 'Stopped. Nothing more is sent.\n' });
});

it.each([
  [[], 'usage: npm run -s check -- URL'],
  [['http://127.0.0.1/a', 'http://127.0.0.1/b'], 'usage: '],
  [['ftp://127.0.0.1/mcp'], 'URL: not an address that begins with http:// or https://'],
  [['http://user:secret@127.0.0.1/mcp'], 'URL: holds a user or password'],
  [['http://127.0.0.1/mcp', '--key', 'x'], "Unknown option '--key'"],
  [['http://127.0.0.1/mcp', '--key-env', 'NOT_THERE'], 'The environment has no variable NOT_THERE'],
  [['http://127.0.0.1/mcp', '--key-env', 'EMPTY'], 'The environment has no variable EMPTY'],
  [['http://127.0.0.1/mcp', '--key-env', 'LINES'], 'The variable LINES holds what no header can'],
  [['http://127.0.0.1/mcp', '--header-env', 'Authorization'], '--header-env: HEADER=NAME'],
  [['http://127.0.0.1/mcp', '--origin', 'agent.example'], '--origin: not the origin of a page'],
  [['http://127.0.0.1/mcp', '--direct', 'file:///x'], '--direct: not an address'],
  [['http://127.0.0.1/mcp', '--call', 'x', '--arguments', '[]'], '--arguments: a JSON object'],
  [['http://127.0.0.1/mcp', '--arguments', '{}'], '--arguments: goes with --call'],
  [['http://127.0.0.1/mcp', '--timeout', '0'], '--timeout: a number of seconds'],
  [['http://127.0.0.1/mcp', '--export', 'x', '--bundle', './x'], 'not saved'],
])('refuses %j with one clear line, exit 2', async (args, line) => {
  const { code, stdout, stderr } = await check(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(line);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(join(root, 'x'))).toBe(false);
});
