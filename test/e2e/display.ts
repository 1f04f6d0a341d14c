import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { installDisplay } from '../stack/install/browser.ts';

/** A virtual display with a keyboard, for what a browser shows in windows of its own. */
export interface Display {
  /** The environment a program needs to show up there. */
  readonly env: NodeJS.ProcessEnv;
  /** Presses keys one after the other, by their X names: `Tab`, `Return`. */
  press(...keys: string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts an X server on a display number of its own choice.
 * @throws one line that says what to install, when Xvfb or xdotool is missing
 */
export async function startDisplay(): Promise<Display> {
  await installDisplay();
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const [number] = await once(createInterface(server.stdio[3] as Readable), 'line');
  const env = { ...process.env, DISPLAY: `:${number}` };
  return {
    env,
    async press(...keys) {
      await promisify(execFile)('xdotool', ['key', ...keys], { env });
    },
    async close() {
      const gone = once(server, 'exit');
      server.kill();
      await gone;
    },
  };
}
