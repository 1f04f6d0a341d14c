import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Leaders of the process groups that run now. They go when this process goes, however it goes.
 * @type {Set<number>}
 */
const groups = new Set();

/** @param {number} pid @param {NodeJS.Signals} signal */
function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}

process.on('exit', () => {
  for (const pid of groups) killGroup(pid, 'SIGKILL');
});

/** Makes the signals that end a program run the exit handlers above; a library (vitest, say) may have its own. */
export function exitOnSignals() {
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    process.on(signal, () => process.exit(128 + number));
  }
}

/**
 * The end of a log file, where the reason of a failure stands.
 * @param {string} file
 */
export function tail(file, lines = 40) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(no output)';
  }
}

/**
 * Starts a program in its own process group, output to a log file. The group is killed when this process ends; a
 * program that watches its stdin or IPC channel also learns of a SIGKILL, which runs no handler.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ log: string, env?: NodeJS.ProcessEnv, cwd?: string, ipc?: boolean }} options
 * @returns {{ process: import('node:child_process').ChildProcess, ended: Promise<string>, stop: () => Promise<void> }}
 *   `ended` resolves, never rejects, with how it ended: 'exit 1', 'SIGTERM', 'spawn x ENOENT'
 */
export function startProcess(command, args, { log, env = process.env, cwd, ipc = false }) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const child = spawn(command, args, {
    env,
    detached: true,
    stdio: ipc ? ['pipe', output, output, 'ipc'] : ['pipe', output, output],
    ...(cwd && { cwd }),
  });
  closeSync(output);
  const { pid } = child;
  if (pid) groups.add(pid);
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => {
      if (pid) {
        killGroup(pid, 'SIGKILL');
        groups.delete(pid);
      }
      resolve(signal ?? `exit ${code}`);
    });
  });
  return { process: child, ended, stop };

  /** Asks the whole group to end, and makes it after three seconds. */
  async function stop() {
    if (!pid) return;
    killGroup(pid, 'SIGTERM');
    const late = setTimeout(() => killGroup(pid, 'SIGKILL'), 3000);
    await ended;
    clearTimeout(late);
  }
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ log: string, env?: NodeJS.ProcessEnv, cwd?: string }} options
 * @throws when it fails, with the end of its output
 */
export async function runToEnd(command, args, options) {
  const how = await startProcess(command, args, options).ended;
  if (how !== 'exit 0') {
    throw new Error(
      `${command} ${args.join(' ')} failed (${how}). The end of ${options.log}:\n${tail(options.log)}`,
    );
  }
}

/**
 * Does what needs the network, up to three times.
 * @param {() => Promise<void>} work
 * @throws what it threw last
 */
export async function insist(work) {
  for (let left = 2; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((again) => setTimeout(again, 10_000));
    }
  }
}
