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
  let event = '';
  let data: string[] = [];
  for (const line of linesOf(text)) {
    if (line === '') {
      if (data.length > 0) events.push({ event, data: data.join('\n') });
      event = '';
      data = [];
    } else if (line.startsWith('data')) {
      data.push(...valuesIn(line, 'data'));
    } else if (line.startsWith('event')) {
      event = valuesIn(line, 'event')[0] ?? event;
    }
  }
  return events;
}

/** The lines that have an end. */
function linesOf(text: string): readonly string[] {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return withoutMark.split(text.includes('\r') ? /\r\n?|\n/ : '\n').slice(0, -1);
}

/** The value of a line that begins with a field's name, when it is that field; it may stand there without a value. */
function valuesIn(line: string, field: string): readonly string[] {
  if (line.length === field.length) return [''];
  if (line[field.length] !== ':') return [];
  return [line.slice(field.length + (line[field.length + 1] === ' ' ? 2 : 1))];
}
