import type { Entry } from 'har-format';
import type { StreamEvent } from '../../exchange/exchange.ts';
import type { Inspected, Inspector } from '../../inspect.ts';
import type { OpenStream } from '../../ports/panel.ts';

/** Reads open event streams again and again, the messages of each only once. */
export interface StreamReader {
  /** @param id stands for its index */
  read(name: string, entry: Entry, id: number): Inspected | undefined;
  /** Forgets the others. */
  keepOnly(open: readonly OpenStream[]): void;
}

export function createStreamReader(inspector: () => Inspector): StreamReader {
  const known = new Map<string, { readonly by: Inspector; readonly events: readonly StreamEvent[] }>();
  return {
    read(name, entry, id) {
      const by = inspector();
      const before = known.get(name);
      // Another recording has other tags.
      const events = before?.by === by ? before.events : [];
      const messages = (entry as { readonly _eventSourceMessages?: readonly unknown[] })._eventSourceMessages;
      const fresh = { ...entry, _eventSourceMessages: messages?.slice(events.length) };
      const inspected = by.preview(fresh, id, events);
      if (inspected) known.set(name, { by, events: inspected.exchange.streamEvents ?? [] });
      return inspected;
    },
    keepOnly(open) {
      for (const name of known.keys()) if (!open.some(({ id }) => id === name)) known.delete(name);
    },
  };
}
