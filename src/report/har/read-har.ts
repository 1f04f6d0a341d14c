import type { Entry } from 'har-format';
import { isRecord, memberOf, textIn } from '../../exchange/json.ts';

/** Why a file is no HAR that can be read. The message is one line for people, and quotes nothing of the file. */
export class UnreadableHar extends Error {}

/**
 * The entries of a HAR 1.2 file. Nothing inside an entry is checked: what can't be read there is absent in the exchange.
 * @throws UnreadableHar when the text is no JSON, JSON of another kind, or a HAR of another major version
 */
export function readHar(text: string): readonly Entry[] {
  const json = parse(text);
  const log = isRecord(json) ? json['log'] : undefined;
  if (!isRecord(log) || !Array.isArray(log['entries']))
    throw new UnreadableHar('JSON, but no HAR: it has no log.entries');
  refuseOtherVersions(log['version']);
  const entries = log['entries'] as Entry[];
  return textIn(log['creator'], 'name') === 'mitmproxy' ? entries.map(withoutStreamed) : entries;
}

/** mitmproxy writes a body that it passed on in pieces, and did not keep, as an empty one of size 0 (11.0, "stream_large_bodies"). */
function withoutStreamed(entry: Entry): Entry {
  const content = memberOf(memberOf(entry, 'response'), 'content');
  const isLost =
    textIn(content, 'text') === '' && (textIn(content, 'mimeType') ?? '').startsWith('text/event-stream');
  if (!isLost) return entry;
  const { text: _text, ...kept } = entry.response.content;
  return { ...entry, response: { ...entry.response, content: { ...kept, size: -1 } } };
}

function parse(text: string): unknown {
  try {
    // Windows tools put a byte order mark in front, which JSON.parse refuses.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnreadableHar(`not JSON${whereIn(error)}`);
  }
}

/** The engine's own message quotes the text around the fault, which may be a credential. */
function whereIn(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return `: it goes wrong at character ${position}`;
  return /unexpected end|unterminated/i.test(message) ? ': it ends too early' : '';
}

/** Version 1.1 differs in nothing that is read here. Tools that write none, or a number, mean 1.2. */
function refuseOtherVersions(version: unknown): void {
  const known = typeof version === 'string' || typeof version === 'number' ? String(version).trim() : '';
  if (known !== '' && !/^1(?:\.|$)/.test(known))
    throw new UnreadableHar(
      `a HAR of ${/^\d{1,3}(?:\.\d{1,3})?$/.test(known) ? `version ${known}` : 'another version'}, and Hopscope reads 1.2`,
    );
}
