import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Entry } from 'har-format';
import type { Secrets } from '../exchange/redact/secrets.ts';
import type { Log } from '../logs/event.ts';
import { readLog } from '../logs/read-log.ts';
import { readHar, UnreadableHar } from '../report/har/read-har.ts';

/** What a command was given to read. */
export interface Input {
  /** Of the recording; undefined where only logs were given. */
  readonly entries: readonly Entry[] | undefined;
  readonly logs: readonly Log[];
}

/** Why a file can't be read. The message is one line for people, names the file, and quotes nothing of it. */
export class UnreadableInput extends Error {}

/**
 * Reads a recording, logs, or both, told apart by their content.
 * @param secrets mask equal credentials of logs and recording alike
 * @throws UnreadableInput
 */
export function readInput(files: readonly string[], secrets: Secrets): Input {
  let entries: readonly Entry[] | undefined;
  const logs: Log[] = [];
  for (const file of files) {
    const text = textOf(file);
    const recorded = recordingIn(file, text);
    if (recorded instanceof UnreadableInput) {
      const log = looksLikeHar(text)
        ? undefined
        : readLog(text, secrets, file === '-' ? '-' : basename(file));
      if (!log || log.sources.length === 0) throw recorded;
      logs.push(log);
    } else if (entries) throw new UnreadableInput(`${file}: a second recording; give one at a time`);
    else entries = recorded;
  }
  return { entries, logs };
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UnreadableInput(
      `${file}: ${error instanceof Error && 'code' in error ? String(error.code) : 'can’t be read'}`,
    );
  }
}

function recordingIn(file: string, text: string): readonly Entry[] | UnreadableInput {
  try {
    return readHar(text);
  } catch (error) {
    return new UnreadableInput(
      `${file}: ${error instanceof UnreadableHar ? error.message : 'can’t be read'}`,
    );
  }
}

/** A recording that is broken is no log, whatever lines are quoted in its bodies. */
const looksLikeHar = (text: string): boolean => /^\uFEFF?\s*\{\s*"log"\s*:\s*\{/.test(text.slice(0, 200));
