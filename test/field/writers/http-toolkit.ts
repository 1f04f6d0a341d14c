import type { Entry } from 'har-format';
import {
  bytes,
  headerOf,
  isForm,
  isKnown,
  isUnseenByProxies,
  joined,
  localTime,
  paramsOf,
  reasonOf,
  textOf,
  type Writer,
} from './writer.ts';

const log = {
  version: '1.2',
  creator: { name: 'HTTP Toolkit', version: '1.21.0' },
  pages: [
    { id: 'Chrome', title: 'Chrome', startedDateTime: '2026-09-01T10:00:00.000+02:00', pageTimings: {} },
  ],
  _tlsErrors: [],
};

/** Headers of a dictionary, no reason of a failure, and a body over the limit in no form, with the size 0 where it could not be decoded. */
function write(entry: Entry, mayKeep: boolean): object | undefined {
  if (isUnseenByProxies(entry)) return undefined;
  // An exchange that is ended by its client is one without a response.
  const isAborted =
    entry.response.status === 0 ||
    (reasonOf(entry) === 'net::ERR_ABORTED' && isKnown(entry) && textOf(entry) === undefined);
  const { request, response, startedDateTime, time } = entry;
  const known = textOf(entry);
  const isKept = mayKeep && known !== undefined;
  const text = known ?? '';
  const post = request.postData?.text ?? '';
  const mimeType = headerOf(response.headers, 'content-type') || 'application/octet-stream';
  const sentType = headerOf(request.headers, 'content-type') || 'application/octet-stream';
  return {
    pageref: 'Chrome',
    startedDateTime: localTime(startedDateTime, 3),
    time: isAborted ? -1 : time,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: joined(request.headers),
      queryString: request.queryString,
      headersSize: -1,
      bodySize: bytes(post),
      ...(mayKeep ? {} : { _requestBodyStatus: 'discarded:too-large' }),
      ...(post === '' || !mayKeep
        ? {}
        : {
            postData: {
              mimeType: sentType,
              text: post,
              ...(isForm(sentType) ? { params: paramsOf(post) } : {}),
            },
          }),
    },
    response: isAborted
      ? {
          status: 0,
          statusText: '',
          httpVersion: '',
          headers: [],
          cookies: [],
          content: { size: 0, mimeType: 'application/x-unknown' },
          redirectURL: '',
          headersSize: -1,
          bodySize: -1,
        }
      : {
          status: response.status,
          statusText: response.statusText,
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: joined(response.headers),
          content: isKept
            ? { mimeType, size: bytes(text), text }
            : {
                mimeType,
                size: 0,
                comment: 'Body discarded during HAR generation: longer than limit of 500000 bytes',
              },
          redirectURL: '',
          headersSize: -1,
          bodySize: bytes(text),
        },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: time, receive: 0 },
  };
}

const source = 'httptoolkit/httptoolkit-ui, src/model/http/har.ts';

export const httpToolkit: readonly Writer[] = [
  { name: 'HTTP Toolkit', source, log, write: (entry) => write(entry, true) },
  {
    name: 'HTTP Toolkit, bodies discarded',
    source,
    lacksBodies: true,
    log,
    write: (entry) => write(entry, false),
  },
];
