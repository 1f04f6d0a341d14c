import type { Entry } from 'har-format';
import {
  bytes,
  isForm,
  isUnseenByProxies,
  localTime,
  paramsOf,
  reasonOf,
  textOf,
  type Writer,
} from './writer.ts';

const log = {
  comment: 'exported @ 9/1/2026 12:00:00 PM',
  version: '1.2',
  creator: { name: 'Fiddler', version: '5.0.2', comment: 'http://www.fiddler2.com' },
  pages: [],
};

/** Forms without a text, seven digits of a second, and where it got no connection its own page with a 502. */
function write(entry: Entry, longest: number): object | undefined {
  if (isUnseenByProxies(entry)) return undefined;
  const { request, response, startedDateTime, time } = entry;
  const isFailed = response.status === 0 && reasonOf(entry) !== 'net::ERR_ABORTED';
  const text = isFailed
    ? `[Fiddler] The connection to '127.0.0.1' failed. <br />Error: ConnectionRefused`
    : textOf(entry);
  const post = request.postData?.text;
  const mimeType = isFailed ? 'text/html; charset=UTF-8' : response.content.mimeType;
  return {
    startedDateTime: localTime(startedDateTime, 7),
    time: Math.round(time),
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      headersSize: 300,
      bodySize: bytes(post ?? ''),
      headers: request.headers,
      cookies: [],
      queryString: request.queryString,
      ...(post === undefined
        ? {}
        : {
            postData: {
              mimeType: request.postData?.mimeType.split(';')[0],
              ...(isForm(request.postData?.mimeType) ? { params: paramsOf(post) } : { text: post }),
            },
          }),
    },
    response: {
      status: isFailed ? 502 : response.status,
      statusText: isFailed ? 'Fiddler - Connection Failed' : response.statusText,
      httpVersion: 'HTTP/1.1',
      headersSize: 200,
      redirectURL: response.redirectURL,
      bodySize: bytes(text ?? ''),
      headers: isFailed ? [{ name: 'Content-Type', value: mimeType }] : response.headers,
      cookies: [],
      content: {
        size: bytes(text ?? ''),
        compression: 0,
        mimeType,
        ...(text === undefined ? {} : bodyOf(text, isFailed ? 1_000 : longest)),
      },
    },
    cache: {},
    timings: { blocked: -1, dns: 0, connect: 0, ssl: 0, send: 0, wait: Math.round(time), receive: 0 },
    connection: '50123',
  };
}

const bodyOf = (text: string, longest: number): object =>
  text.length < longest
    ? { text }
    : {
        comment:
          'Body length exceeded fiddler.importexport.HTTPArchiveJSON.MaxTextBodyLength, so body was omitted.',
      };

const source = 'Fiddler Classic, BasicFormats, HTTPArchiveJSONExport';

export const fiddler: readonly Writer[] = [
  { name: 'Fiddler', source, log, write: (entry) => write(entry, 1_000_000) },
  { name: 'Fiddler, short bodies', source, lacksBodies: true, log, write: (entry) => write(entry, 30) },
];
