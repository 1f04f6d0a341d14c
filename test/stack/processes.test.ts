import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { runToEnd } from './processes.mjs';
import { earlyEnd } from './services/early-end.ts';

const directory = mkdtempSync(join(tmpdir(), 'processes-'));
afterAll(() => rmSync(directory, { recursive: true }));

const LISTEN = `const server = require('net').createServer().listen(0, '127.0.0.1', () => console.log(server.address().port))`;

/** A program that starts a shell, which starts a server; prints the server's port. */
const PARENT = `
  import { readFileSync } from 'node:fs';
  import { exitOnSignals, startProcess } from '${new URL('processes.mjs', import.meta.url)}';
  const [, log, node] = process.argv;
  exitOnSignals();
  startProcess('sh', ['-c', '"$0" -e "$1" & wait', node, ${JSON.stringify(LISTEN)}], { log });
  setInterval(() => console.log(readFileSync(log, 'utf8')), 50);
  process.stdin.on('data', () => { throw new Error('crash'); });
`;

async function startParent(name: string): Promise<{ parent: ChildProcess; port: number }> {
  const log = join(directory, `${name}.log`);
  const args = ['--input-type=module', '--eval', PARENT, log, process.execPath];
  const parent = spawn(process.execPath, args);
  let output = '';
  parent.stdout.on('data', (chunk) => (output += String(chunk)));
  await eventually(() => expect(output).toMatch(/\d+\n/));
  return { parent, port: Number.parseInt(output.trim(), 10) };
}

/** A killed process may stay in the list until someone asks for its exit code; its port does not. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

describe('the process group of a child', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends with its parent on %s', async (signal) => {
    const { parent, port } = await startParent(signal);
    expect(await listens(port)).toBe(true);
    parent.kill(signal);
    await once(parent, 'exit');
    await eventually(async () => expect(await listens(port)).toBe(false));
  });

  it('ends with its parent when that crashes', async () => {
    const { parent, port } = await startParent('crash');
    expect(await listens(port)).toBe(true);
    parent.stdin?.write('now');
    const [code] = await once(parent, 'exit');
    expect(code).toBe(1);
    await eventually(async () => expect(await listens(port)).toBe(false));
  });
});

describe('a failure', () => {
  it('of a step names the command and ends with its last words', async () => {
    const log = join(directory, 'step.log');
    await expect(runToEnd('sh', ['-c', 'echo the reason; exit 3'], { log })).rejects.toThrow(
      /^sh .* failed \(exit 3\)[\s\S]*the reason$/,
    );
  });

  it('of a program that is not there says so', async () => {
    const log = join(directory, 'absent.log');
    await expect(runToEnd('no-such-program', [], { log })).rejects.toThrow('ENOENT');
  });

  it('of a service while it starts names the service', async () => {
    await expect(earlyEnd('LiteLLM', Promise.resolve('exit 1'), join(directory, 'none.log'))).rejects.toThrow(
      /^LiteLLM ended while starting \(exit 1\)/,
    );
  });
});
