import type { Exchange } from '../exchange/exchange.ts';
import type { Redact } from '../exchange/redact/redact.ts';
import type { Observed } from '../messages.ts';
import type { HttpHeader, RequestEvent } from '../ports/web-request.ts';
import { readBody } from './request-body.ts';

/** Whose request it is. */
export type Owner = Pick<Observed, 'tabId' | 'window'>;

/** What it takes to read an event. */
export interface Reading {
  readonly redact: Redact;
  /** What the proxy calls the header that asks for debug headers, in lower case. */
  readonly debugHeader: string | undefined;
  readonly life: Observed['life'];
}

/**
 * A request as it stands after one more event. Each event tells a part of its own, so that they may come in any order: those
 * that a worker is started for do (Chromium 156). What the event holds is redacted here, before anything keeps it.
 * @param before undefined for the first event of the request
 */
export function addEvent(
  id: string,
  owner: Owner,
  before: Observed | undefined,
  event: RequestEvent,
  { redact, debugHeader, life }: Reading,
): Observed {
  const known = { ...(before ?? begun(id, owner, event, redact)), life };
  switch (event.stage) {
    case 'started':
      return { ...known, exchange: started(known.exchange, event, redact) };
    case 'sent':
      return {
        ...known,
        exchange: { ...known.exchange, request: sent(known.exchange, event, redact) },
        hasDebugHeader: event.requestHeaders?.some(({ name }) => name.toLowerCase() === debugHeader) ?? false,
      };
    case 'answered':
      return { ...known, exchange: answered(known.exchange, event, redact) };
    case 'redirected':
    case 'ended':
      return {
        ...known,
        exchange: timed(answered(known.exchange, event, redact), event.timeStamp),
        state: 'ended',
        endedAt: event.timeStamp,
        ...(event.isUnsent && known.exchange.response.status === 0 ? { isUnsent: true } : {}),
      };
  }
}

/** What every event tells of its request. */
const begun = (id: string, owner: Owner, event: RequestEvent, redact: Redact): Omit<Observed, 'life'> => ({
  id,
  ...owner,
  exchange: {
    ...redactParts(redact, event, requestOf(event)),
    bodies: 'not recorded',
    ...(owner.window === 'popup' ? { window: owner.window } : {}),
  },
  state: 'open',
  hasDebugHeader: false,
});

function started(before: Exchange, event: RequestEvent, redact: Redact): Exchange {
  const { startedAt, request } = redactParts(redact, event, {
    ...requestOf(event),
    postData: readBody(event.requestBody),
  });
  const exchange = { ...before, startedAt, request: { ...request, headers: before.request.headers } };
  return timed(exchange, before.startedAt + before.duration);
}

/** What was masked at the beginning stays so: masks are read as masks. */
function sent({ request }: Exchange, event: RequestEvent, redact: Redact): Exchange['request'] {
  const { body, method, url } = request;
  return redactParts(redact, event, {
    method,
    url,
    headers: valued(event.requestHeaders),
    bodySize: body?.size,
    postData: body && { mimeType: body.mimeType, text: body.text },
  }).request;
}

function answered(before: Exchange, event: RequestEvent, redact: Redact): Exchange {
  const { statusCode, statusLine = '', responseHeaders, error } = event;
  const isNew = before.response.status === 0 && (statusCode ?? 0) > 0;
  if (!isNew && error === undefined) return before;
  const { response } = redactParts(redact, event, undefined, {
    status: isNew ? statusCode : before.response.status,
    // `HTTP/1.1 404 Not Found`
    statusText: isNew ? statusLine.replace(/^\S+\s+\d+\s*/, '') : before.response.statusText,
    headers: isNew ? valued(responseHeaders) : before.response.headers,
    _error: error ?? before.response.error,
  });
  const wait = Math.max(0, event.timeStamp - before.startedAt);
  return { ...before, response, timings: isNew ? { ...before.timings, wait } : before.timings };
}

/** With the duration up to a time. */
function timed(exchange: Exchange, end: number): Exchange {
  const duration = Math.max(0, end - exchange.startedAt);
  const { wait } = exchange.timings;
  return {
    ...exchange,
    duration,
    timings: wait === undefined ? {} : { wait, receive: Math.max(0, duration - wait) },
  };
}

const requestOf = ({ method, url }: RequestEvent) => ({ method, url });

function redactParts(redact: Redact, event: RequestEvent, request?: object, response?: object): Exchange {
  const entry = {
    startedDateTime: new Date(event.timeStamp).toISOString(),
    _resourceType: RESOURCE_TYPES[event.type] ?? event.type,
    request,
    response,
  };
  // A part of a HAR entry: `redact` reads what is there.
  return redact(entry as unknown as Parameters<Redact>[0], 0);
}

/** What DevTools call the types of webRequest. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  main_frame: 'document',
  sub_frame: 'document',
  xmlhttprequest: 'fetch',
};

/** A value that is no text comes as bytes; no header that matters is. */
const valued = (headers: readonly HttpHeader[] = []) =>
  headers.map(({ name, value = '' }) => ({ name, value }));
