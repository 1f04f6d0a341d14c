import type { Entry } from 'har-format';
import { isRecord } from '../exchange/json.ts';

/** Why a file is no HAR that can be read. The message is one line for people. */
export class UnreadableHar extends Error {}

/**
 * The entries of a HAR 1.2 file. Nothing inside an entry is checked: what can't be read there is absent in the exchange.
 * @throws UnreadableHar when the text is no JSON, or JSON of another kind
 */
export function readHar(text: string): readonly Entry[] {
  let json: unknown;
  try {
    // Windows tools put a byte order mark in front, which JSON.parse refuses.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnreadableHar(
      `not JSON (${error instanceof Error ? error.message.slice(0, 80) : 'unreadable'})`,
    );
  }
  const log = isRecord(json) ? json['log'] : undefined;
  if (!isRecord(log) || !Array.isArray(log['entries']))
    throw new UnreadableHar('JSON, but no HAR: it has no log.entries');
  return log['entries'] as Entry[];
}
