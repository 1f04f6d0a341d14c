import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecrets } from '../../src/exchange/redact/secrets.ts';
import type { Log, LogEvent } from '../../src/logs/event.ts';
import { readLog } from '../../src/logs/read-log.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/logs');

/** A log that was recorded from the real program. */
export interface Recorded {
  /** Its file, relative to the folder of recorded logs. */
  readonly file: string;
  readonly text: string;
}

/** Every recorded log that is not empty. */
export const RECORDED: readonly Recorded[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.log'))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }))
  .filter(({ text }) => text !== '');

/** LiteLLM's own, of every version and mode. */
export const LITELLM = RECORDED.filter(({ file }) => /^\d/.test(file) || file.endsWith('.litellm.log'));

export const PYTHON_SDK = RECORDED.filter(
  ({ file }) => file.startsWith('python-sdk') && !file.endsWith('.litellm.log'),
);

/** A log read by itself, with secrets of its own. */
export const read = (text: string | Iterable<string>): Log => readLog(text, createSecrets());

/** What events say, but for where and when they were written. */
export const sayings = (events: readonly LogEvent[]): readonly unknown[] =>
  events.map(({ line: _line, lines: _lines, time: _time, ...said }) => said);
