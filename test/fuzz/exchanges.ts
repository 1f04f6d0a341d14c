import type { Entry } from 'har-format';
import type { Exchange, Header } from '../../src/exchange/exchange.ts';

export interface ExchangeParts {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly requestHeaders?: readonly Header[];
  readonly responseHeaders?: readonly Header[];
  readonly sent?: string;
  readonly sentType?: string;
  readonly received?: string;
  readonly receivedType?: string;
}

/** An exchange as `redact` would have made it, for parsers that read nothing else. */
export function exchangeOf({
  method = 'POST',
  url = 'http://127.0.0.1:4000/mcp',
  status = 200,
  requestHeaders = [],
  responseHeaders = [],
  sent = '',
  sentType = 'application/json',
  received = '',
  receivedType = 'application/json',
}: ExchangeParts): Exchange {
  return {
    index: 0,
    startedAt: 0,
    duration: 1,
    request: { method, url, headers: requestHeaders, body: { mimeType: sentType, text: sent, size: -1 } },
    response: {
      status,
      statusText: '',
      headers: responseHeaders,
      body: { mimeType: receivedType, text: received, size: -1 },
    },
    timings: {},
  };
}

/** The HAR entry that an exchange would be written as. */
export function entryOf({ request, response, streamEvents, bodies }: Exchange): Entry {
  const entry: unknown = {
    startedDateTime: '2026-01-01T00:00:00.000Z',
    time: 1,
    request: { ...request, postData: { mimeType: request.body?.mimeType, text: request.body?.text } },
    response: { ...response, content: { size: 0, ...response.body } },
    _bodies: bodies,
    _eventSourceMessages: (streamEvents ?? []).map(({ event, data }) => ({
      time: 0,
      eventName: event,
      data,
    })),
  };
  return entry as Entry;
}
