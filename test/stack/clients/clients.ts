import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPythonSdk } from '../install/python-sdk.ts';
import { root } from '../paths.ts';
import { startProcess } from '../processes.mjs';
import type { Plan } from './states.ts';

/** An MCP client that can be run. */
export interface Client {
  /** With its version. */
  readonly name: string;
  /** Its program, below the project's root. */
  readonly program: string;
  /** The levels it can log at; one that can't choose has one. */
  readonly levels: readonly string[];
  /** Runs it. @returns what it printed to stdout and stderr, in order */
  run(plan: Plan & { readonly level: string }): Promise<string>;
}

const PYTHON_SDKS = ['1.30.0', '2.3.0'];

/** Every client, installed. */
export async function clientsOf(): Promise<readonly Client[]> {
  const ofPython = async (version: string) =>
    client(`python-sdk-${version}`, './python_client.py', ['debug', 'info'], await installPythonSdk(version));
  return [
    ...(await Promise.all(PYTHON_SDKS.map(ofPython))),
    client(`typescript-sdk-${await versionOfSdk()}`, './typescript-client.mjs', ['error'], process.execPath),
  ];
}

function client(name: string, script: string, levels: readonly string[], command: string): Client {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return {
    name,
    program: relative(root, file),
    levels,
    run: async (plan) => {
      const directory = await mkdtemp(join(tmpdir(), 'hopscope-client-'));
      const log = join(directory, 'log');
      const env = { ...process.env, PYTHONUNBUFFERED: '1', NO_COLOR: '1', TZ: 'UTC' };
      await startProcess(command, [file, JSON.stringify(plan)], { log, env }).ended;
      const printed = await readFile(log, 'utf8');
      await rm(directory, { recursive: true });
      return printed;
    },
  };
}

async function versionOfSdk(): Promise<string> {
  const file = join(root, 'node_modules/@modelcontextprotocol/sdk/package.json');
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
