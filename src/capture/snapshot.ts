import type { Entry, Response } from 'har-format';
import type { Recorded } from '../ports/network.ts';
import { isOpaque, withBody } from './body.ts';
import type { ReadMessages } from './stream-messages.ts';

/**
 * Reads a record of the snapshot, if its request is finished.
 * @returns its entry with the body's text; undefined when the request is open and will come by itself. It may never
 *   settle: Chromium answers for most open requests when they finish.
 */
export async function readFinished(
  { entry, content }: Recorded,
  readMessages: ReadMessages,
): Promise<Entry | undefined> {
  if (isUnanswered(entry)) return undefined;
  if (isOpaque(entry)) return entry;
  const body = await content().catch(() => undefined);
  if (isOpenStream(entry, body?.text)) return undefined;
  return body === undefined ? readMessages(entry) : withBody(entry, body);
}

/** Whether there is no response yet: Chromium 156 counts the time of such a request from far below zero. */
function isUnanswered({ response, timings }: Entry): boolean {
  return response.status === 0 && (timings.blocked ?? 0) < -1;
}

/**
 * Whether a record is of an event stream that is still open. Nothing in it says so, but Chromium (156) hands over the
 * body of a finished stream, if only an empty one, and of a broken one it names the error; of an open one with messages
 * it gives neither. Having been asked for that body too early it has none later: `_eventSourceMessages` has all.
 */
function isOpenStream({ response }: Entry, text: string | undefined): boolean {
  const { _error: error } = response as Response & { readonly _error?: string | null };
  return response.content.mimeType.startsWith('text/event-stream') && text === undefined && !error;
}
