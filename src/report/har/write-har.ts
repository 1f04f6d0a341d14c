import type { Entry, Log } from 'har-format';
import type { Finding } from '../../diagnosis/rule.ts';
import { type Body, type Exchange, type Header, header, type StreamEvent } from '../../exchange/exchange.ts';
import { defined } from '../../exchange/json.ts';
import type { Report, Reported } from '../report.ts';
import { decodedDebug, summaryOf } from './decoded.ts';

/** What a file says of its making. */
export interface About {
  /** When it was made, milliseconds since the epoch. */
  readonly at: number;
  /** Hopscope's version. */
  readonly version: string;
}

/** All of the log of a HAR 1.2 but its entries; Chromium's and Firefox's Network panels and Hopscope open it again. */
export function harLog({ removed, toolData, ignored }: Report, { at, version }: About): Omit<Log, 'entries'> {
  return {
    version: '1.2',
    creator: { name: 'Hopscope', version },
    // Optional by the specification; Firefox's importer stops without it (har-importer.js).
    pages: [],
    ...custom({ version, savedAt: dateOf(at), ignored, toolData, removed }),
  };
}

/** The entries in the order of the recording, each made when it is asked for. Findings name entries by their place in the file. */
export function* harEntries({ exchanges }: Report): Generator<Entry> {
  const places = new Map(exchanges.map(({ exchange }, place) => [exchange.index, place]));
  for (const each of exchanges) yield toEntry(each, places);
}

function toEntry(reported: Reported, places: ReadonlyMap<number, number>): Entry {
  const { exchange } = reported;
  const { request, response } = exchange;
  return {
    startedDateTime: dateOf(exchange.startedAt),
    time: Math.max(exchange.duration, 0),
    request: {
      method: request.method,
      url: request.url,
      httpVersion: UNKNOWN_VERSION,
      // Their values are credentials; the headers show that there were some.
      cookies: [],
      headers: request.headers.map(onlyHar),
      queryString: queryOf(request.url),
      headersSize: -1,
      bodySize: whole(request.body?.size),
      ...defined({ postData: postData(request.body) }),
    },
    response: {
      status: whole(response.status),
      statusText: response.statusText,
      httpVersion: UNKNOWN_VERSION,
      cookies: [],
      headers: response.headers.map(onlyHar),
      content: {
        size: whole(response.body?.size),
        mimeType: response.body?.mimeType ?? '',
        ...defined({ text: response.body?.text }),
      },
      redirectURL: header(response.headers, 'location') ?? '',
      headersSize: -1,
      bodySize: -1,
      ...defined({ _error: response.error }),
    },
    cache: {},
    timings: timingsOf(exchange),
    ...defined({
      _resourceType: exchange.resourceType as Entry['_resourceType'],
      _eventSourceMessages: exchange.streamEvents?.map(eventSourceMessage),
      _bodies: exchange.bodies,
      _pageLeft: exchange.pageLeft,
      _sanitized: exchange.sanitized,
      _sentBy: exchange.sentBy,
    }),
    ...custom(summary(reported, places)),
  };
}

/** HAR's sizes and codes are whole numbers; a file may say anything. */
const whole = (value = 0): number =>
  Number.isFinite(value) ? Math.min(Math.max(Math.round(value), -1), Number.MAX_SAFE_INTEGER) : 0;

/** HAR's years have four digits. */
const dateOf = (time: number): string => new Date(Math.min(Math.max(time || 0, FIRST), LAST)).toISOString();
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

const UNKNOWN_VERSION = 'unknown';

/** A member of our own: HAR 1.2 lets tools add members whose name begins with an underscore (section 2). */
const custom = (value: object): object => ({ _hopscope: value });

function postData(body: Body | undefined): Entry['request']['postData'] {
  return body?.text === undefined ? undefined : { mimeType: body.mimeType, text: body.text };
}

function queryOf(url: string): Header[] {
  if (!url.includes('?') || !URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

/** All seven: Firefox adds them up. Send, wait and receive may not be -1 (section 2.15). */
function timingsOf({ timings, duration }: Exchange): Entry['timings'] {
  const { blocked = -1, dns = -1, connect = -1, ssl = -1, send = 0, receive = 0 } = timings;
  const wait = timings.wait ?? Math.max(duration - send - receive, 0);
  return { blocked, dns, connect, ssl, send, wait, receive };
}

/** As Chromium writes them: seconds. */
const eventSourceMessage = ({ time, event, data }: StreamEvent) => ({
  time: time / 1000,
  eventName: event,
  eventId: '',
  data,
});

function summary(
  { exchange, kind, findings, hops, debug, rpc }: Reported,
  places: ReadonlyMap<number, number>,
): object {
  return {
    index: exchange.index,
    kind,
    hops,
    findings: findings.map((finding) => findingOf(finding, places)),
    ...defined({
      debug: debug && decodedDebug(debug),
      rpc: rpc && summaryOf(rpc),
    }),
    cuts: [
      ...cutOf('request body', exchange.request.body),
      ...cutOf('response body', exchange.response.body),
    ],
  };
}

function findingOf(
  { rule, level, hop, title, why, evidence }: Finding,
  places: ReadonlyMap<number, number>,
): object {
  return {
    rule,
    level,
    hop,
    title,
    why,
    evidence: evidence.map(({ place, quote, exchange }) => ({
      place,
      quote,
      // Absent for the entry's own, and where the other one is not in this file.
      ...defined({ entry: exchange === undefined ? undefined : places.get(exchange) }),
    })),
  };
}

/** A body of which the browser, or its size, kept the text from the recording. */
function cutOf(what: string, body: Body | undefined): readonly object[] {
  return body && body.text === undefined ? [{ what, size: body.size }] : [];
}

const onlyHar = ({ name, value }: Header): Header => ({ name, value });
