import type { Entry } from 'har-format';
import type { Content, Recorded } from '../ports/network.ts';
import { within } from '../ports/within.ts';
import type { ReadMessages } from './stream-messages.ts';

/** Larger bodies, in bytes, stay in the browser: what the panel holds, it holds as long as the recording. */
const BOUND = 8 * 1024 * 1024;

/** After this many milliseconds an entry goes on without its body, when its turn has come. */
const PATIENCE = 5_000;

/** So many it has at its turn in any case: Firefox (153) hands bodies over one by one, and of hundreds at once the last come late. */
const AT_ITS_TURN = 1_000;

const NOT_HANDED_OVER = { comment: 'The browser did not hand over this body.' };

const OPAQUE_TYPES = new Set([
  'font',
  'image',
  'manifest',
  'media',
  'script',
  'stylesheet',
  'texttrack',
  'wasm',
]);

/**
 * Asks for the body of a finished request, at once: Chromium evicts old ones.
 * @param readMessages where there is none
 * @returns to be called at the entry's turn, waits for its body: gives the entry with the text, or with a comment that says why there is
 *   none (`response.content.comment`)
 */
export function readBody({ entry, content }: Recorded, readMessages: ReadMessages): () => Promise<Entry> {
  if (isOpaque(entry)) return async () => entry;
  const { size } = entry.response.content;
  if (size > BOUND) return async () => withContent(entry, { comment: tooLarge(size) });
  const asked = Date.now();
  const reading = content()
    .then((read) => (read === undefined ? readMessages(entry) : withBody(entry, read)))
    .catch(() => 'refused' as const);
  return async () => {
    const read = await within(Math.max(AT_ITS_TURN, asked + PATIENCE - Date.now()), reading);
    if (typeof read === 'object') return read;
    return withContent(entry, NOT_HANDED_OVER);
  };
}

/** Whether a body is of a kind that is never MCP, and so not worth reading. */
export function isOpaque({ _resourceType }: Entry): boolean {
  return OPAQUE_TYPES.has(_resourceType ?? '');
}

/**
 * Puts a body into its entry. Chromium takes a body for binary when its media type is missing or unknown, so one
 * that is UTF-8 text becomes text again.
 */
export function withBody(entry: Entry, content: Content): Entry {
  if (content.text.length > BOUND * (content.base64 ? 4 / 3 : 1)) {
    return withContent(entry, { comment: tooLarge(content.text.length) });
  }
  if (!content.base64) return withContent(entry, { text: content.text });
  const bytes = bytesOf(content.text);
  if (!bytes) return withContent(entry, NOT_HANDED_OVER);
  const text = decodeText(bytes);
  return withContent(entry, text === undefined ? { text: content.text, encoding: 'base64' } : { text });
}

function withContent(entry: Entry, more: Partial<Entry['response']['content']>): Entry {
  const { response } = entry;
  return { ...entry, response: { ...response, content: { ...response.content, ...more } } };
}

function tooLarge(size: number): string {
  return `This body was not loaded: ${(size / 1024 / 1024).toFixed(1)} MB is over the bound of 8 MB.`;
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The text that bytes stand for; undefined when they are not UTF-8 or hold a NUL, as no text does. */
function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
