import type { Entry } from 'har-format';
import { isRecord, memberOf, textIn } from '../../exchange/json.ts';
import { isSanitized } from './sanitized.ts';
import { asChromiumWrites } from './writers.ts';

/** Why a file is no HAR that can be read. The message is one line for people, and quotes nothing of the file. */
export class UnreadableHar extends Error {}

/**
 * The entries of a HAR 1.2 file, as Chromium writes them. Nothing inside an entry is checked: what can't be read there is absent in the exchange.
 * @throws UnreadableHar when the text is no JSON, JSON of another kind, or a HAR of another major version
 */
export function readHar(text: string): readonly Entry[] {
  const json = parse(text);
  const log = logOf(json);
  refuseOtherVersions(memberOf(log, 'version'));
  const tool = textIn(memberOf(log, 'creator'), 'name') ?? '';
  const entries = log.entries.map((entry) => asChromiumWrites(entry, tool));
  return isSanitized(entries)
    ? entries.map((entry) => (isRecord(entry) ? { ...entry, _sanitized: true } : entry))
    : entries;
}

interface Log {
  readonly entries: readonly Entry[];
}

/** The log, also where a tool put it into another one, or left the outer object out. */
function logOf(json: unknown): Log {
  const outer = memberOf(json, 'log');
  const log = [memberOf(outer, 'log'), outer, json].find((each) => Array.isArray(memberOf(each, 'entries')));
  if (log !== undefined) return log as Log;
  throw new UnreadableHar(
    Array.isArray(json) ? 'JSON, but no HAR: it is a list' : 'JSON, but no HAR: it has no log.entries',
  );
}

function parse(text: string): unknown {
  if (text.startsWith('\u001f\u008b') || text.startsWith('\u001f\ufffd'))
    throw new UnreadableHar('it is compressed (gzip): unpack it first');
  if (text.startsWith('PK\u0003\u0004'))
    throw new UnreadableHar('it is compressed (zip): unpack it first, and open the .har file in it');
  // Windows tools put a byte order mark in front, which JSON.parse refuses.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') throw new UnreadableHar('it is empty');
  if (json.includes('\u0000')) throw new UnreadableHar('it is no text in UTF-8');
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UnreadableHar(`not JSON${whereIn(error, json)}`);
  }
}

/** The engine's own message quotes the text around the fault, which may be a credential. */
function whereIn(error: unknown, text: string): string {
  const comma = trailingComma(text);
  if (comma !== undefined) return `: nothing follows the comma at character ${comma}`;
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (/unexpected end|unterminated/i.test(message) || Number(position) >= text.length)
    return ': it ends too early';
  return position === undefined ? '' : `: it goes wrong at character ${position}`;
}

/** The first comma before the end of a list or an object, as people who edit a file leave it. */
function trailingComma(text: string): number | undefined {
  let isInText = false;
  for (const { 0: token, index } of text.matchAll(/\\[\s\S]|"|,\s*[\]}]/g)) {
    if (token === '"') isInText = !isInText;
    else if (token.startsWith(',') && !isInText) return index;
  }
  return undefined;
}

/** Version 1.1 differs in nothing that is read here. Tools that write none, or a number, mean 1.2. */
function refuseOtherVersions(version: unknown): void {
  const known = typeof version === 'string' || typeof version === 'number' ? String(version).trim() : '';
  if (known !== '' && !/^1(?:\.|$)/.test(known))
    throw new UnreadableHar(
      `a HAR of ${/^\d{1,3}(?:\.\d{1,3})?$/.test(known) ? `version ${known}` : 'another version'}, and Hopscope reads 1.2`,
    );
}
