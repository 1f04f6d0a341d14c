import { readEventStream } from '../mcp/event-stream.ts';
import { readMessages } from '../mcp/json-rpc.ts';

/** A body, as far as it was read. */
export interface ReadBody {
  /** Absent where it is too long. */
  readonly text?: string;
  /** In bytes, as far as they came. */
  readonly size: number;
  /** What ended it early. */
  readonly error?: unknown;
}

/** Characters. A list of tools has a few hundred thousand at most. */
const MOST = 8_000_000;

/**
 * Reads a body to its end, or until it holds what a check wants: a server may keep an event stream open for ever after the answer (MCP,
 * streamable HTTP, "Sending Messages to the Server"). One that gets too long is not read on.
 * @param type the media type
 */
export async function readBody(body: ReadableStream<Uint8Array> | null, type: string): Promise<ReadBody> {
  if (body === null) return { text: '', size: 0 };
  const isStream = /^text\/event-stream\b/i.test(type);
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  /** Up to where events were looked at. */
  let looked = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      text += decoder.decode(part.value, { stream: true });
      if (text.length > MOST) {
        await stop(reader);
        return { size };
      }
      const end = isStream ? endOfEvents(text, looked) : -1;
      if (end < 0) continue;
      if (holdsAnswer(text.slice(looked, end))) {
        await stop(reader);
        break;
      }
      looked = end;
    }
  } catch (error) {
    return { text: text + decoder.decode(), size, error };
  }
  return { text: text + decoder.decode(), size };
}

/** Behind the last event that is whole; -1 where none is. */
function endOfEvents(text: string, from: number): number {
  const ends = ['\n\n', '\r\n\r\n', '\r\r'].map((gap) => text.lastIndexOf(gap) + gap.length);
  const end = Math.max(...ends);
  return end > from + 1 ? end : -1;
}

/** Each request of a check carries one message, so that the first result or error is its answer. */
const holdsAnswer = (events: string): boolean =>
  readEventStream(events).some(({ data }) =>
    readMessages(data).messages.some(({ type }) => type === 'result' || type === 'error'),
  );

async function stop(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    await reader.cancel();
  } catch {
    // It is over either way.
  }
}
