import type { Entry } from 'har-format';
import type { Network } from '../ports/network.ts';
import { identityOf } from './identity.ts';
import { isStream } from './streams.ts';

type Streamed = Entry & {
  readonly response: { readonly _error?: string | null };
  readonly _eventSourceMessages?: readonly { readonly data?: string }[];
};

/** Milliseconds before each look. What the browser still has to read comes within some 20, and is whole when two looks agree. */
const PAUSES = [0, 100, 200] as const;

/** A JSON-RPC response is not shorter, in bytes, with `data:` before it and a blank line behind it. */
const SHORTEST = 44;

/** Fills in the messages of finished event streams. */
export type ReadMessages = (entry: Entry) => Promise<Entry>;

/**
 * The body of a stream that the client stopped is never handed over, and its messages may come into the DevTools log after the event that
 * tells of its end: of twenty streams that were stopped at once, all did (Chromium 156). They are the same request's by the browser's own
 * clock readings.
 */
export function createMessageReader({ soFar }: Pick<Network, 'soFar'>): ReadMessages {
  /** Streams that end together are looked for together. */
  let underWay: ReturnType<Network['soFar']> | undefined;
  const look = async (identity: string): Promise<Streamed | undefined> => {
    underWay ??= soFar().finally(() => {
      underWay = undefined;
    });
    return (await underWay).find(({ entry }) => identityOf(entry) === identity)?.entry as
      | Streamed
      | undefined;
  };

  return async (entry) => {
    let known = entry as Streamed;
    if (!known.response._error || !isStream(entry)) return entry;
    const identity = identityOf(entry);
    for (const pause of PAUSES) {
      if (unread(known) < SHORTEST) break;
      await new Promise((done) => setTimeout(done, pause));
      const fresh = await look(identity);
      // The log forgets with the page.
      if (!fresh) break;
      const isWhole = pause > 0 && messagesIn(fresh).length === messagesIn(known).length;
      known = { ...known, _eventSourceMessages: messagesIn(fresh) };
      if (isWhole) break;
    }
    return known;
  };
}

const messagesIn = ({ _eventSourceMessages: messages }: Streamed) => messages ?? [];

/** Bytes of the stream that are in none of its messages, at most: what an event has besides its data counts as unread. */
function unread(entry: Streamed): number {
  const encoder = new TextEncoder();
  const read = messagesIn(entry).map(({ data = '' }) => encoder.encode(data).length + 'data: \n\n'.length);
  return entry.response.content.size - read.reduce((sum, each) => sum + each, 0);
}
