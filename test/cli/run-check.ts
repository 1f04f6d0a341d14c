import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect } from 'vitest';
import { root } from '../stack/paths.ts';
import { buildCommand, commandFile } from './built.ts';

/** What `CHECK_KEY` holds in the environment of a check. */
export const KEY = 'sk-throwaway-key-of-check-4711';

/** Those that run in a test, and end with it. */
export const servers: { close(): unknown; closeAllConnections?(): void }[] = [];

/** Makes the command ready for the tests of a file, and closes their servers. */
export function useCheck(): void {
  beforeAll(() => buildCommand('check'));
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections?.();
      server.close();
    }
  });
}

interface Listening {
  readonly origin: string;
  readonly asked: readonly IncomingMessage[];
}

/** A server on loopback that notes what it is asked. */
export async function listen(answer: RequestListener): Promise<Listening> {
  const asked: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Starts a check. */
export function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [commandFile('check'), ...args], {
    cwd: root,
    env: { ...process.env, CHECK_KEY: KEY, LINES: 'a\nb', EMPTY: '' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, stdout, stderr }));
  return { child, ended };
}

/** A check, and what it printed. */
export const check = (...args: readonly string[]) => run(...args).ended;

/** One that has to be JSON: its fields, and the names of steps that failed. */
export async function checkJson(...args: readonly string[]) {
  const { code, stdout, stderr } = await check(...args, '--json');
  expect(stderr).toBe('');
  const json = JSON.parse(stdout) as {
    readonly verdict: string;
    readonly failingHop: string | null;
    readonly steps: readonly {
      readonly id: string;
      readonly status: string;
      readonly says: string;
      readonly exchanges: readonly number[];
    }[];
    readonly exchanges: readonly {
      readonly url: string;
      readonly sentBy: string;
      readonly findings: readonly { readonly rule: string }[];
    }[];
    readonly summary: { readonly exchanges: number; readonly failingHop: string | null };
  };
  return { code, json, failed: json.steps.filter(({ status }) => status === 'failed').map(({ id }) => id) };
}

export const sendJson = (
  response: ServerResponse,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
) => response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const part of request) text += part;
  return text;
};

/** A small MCP server. @param tools what it lists */
export const mcp =
  (tools: readonly object[] = [{ name: 'echo' }]): RequestListener =>
  async (request, response) => {
    const text = await bodyOf(request);
    if (request.method !== 'POST')
      return void response.writeHead(request.method === 'DELETE' ? 200 : 404).end();
    const { id, method } = JSON.parse(text) as { readonly id?: number; readonly method: string };
    const results: Readonly<Record<string, object>> = {
      initialize: {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'small', version: '1' },
      },
      'tools/list': { tools },
    };
    if (id === undefined) return void response.writeHead(202).end();
    const result = results[method];
    if (!result)
      return void sendJson(response, {
        jsonrpc: '2.0',
        id,
        error: { code: -32601, message: 'Method not found' },
      });
    sendJson(
      response,
      { jsonrpc: '2.0', id, result },
      { 'mcp-session-id': 'session-of-a-throwaway-check-1' },
    );
  };
