import { createParser } from 'eventsource-parser';

/** One event of a `text/event-stream` body. */
export interface ServerSentEvent {
  /** The `event:` field; '' for the default type. */
  readonly event: string;
  readonly data: string;
}

/**
 * Splits a whole event-stream body into its events (WHATWG HTML section 9.2.6). An event that the stream cut off before
 * its closing blank line is not one.
 */
export function readEventStream(text: string): readonly ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => events.push({ event: event ?? '', data }),
  });
  parser.feed(text);
  return events;
}
