import type { Entry } from 'har-format';
import { bytes, isForm, joined, paramsOf, reasonOf, textOf, type Writer } from './writer.ts';

/** What WebKit says in the place of Chromium's reasons. */
const REASONS: Readonly<Record<string, string>> = {
  'net::ERR_ABORTED': 'cancelled',
  'net::ERR_CONNECTION_REFUSED': 'Could not connect to the server.',
  'net::ERR_FAILED':
    'Origin http://127.0.0.1:3000 is not allowed by Access-Control-Allow-Origin. Status code: 0',
};

/** A dictionary of headers, sizes of 0 where they are not known, no text where it is empty or not known, no preflights. */
function write(entry: Entry): object | undefined {
  const { request, response, startedDateTime, time } = entry;
  if (request.method === 'OPTIONS') return undefined;
  const text = textOf(entry);
  const post = request.postData?.text;
  const failed = reasonOf(entry);
  return {
    pageref: 'page_0',
    startedDateTime,
    time: response.status === 0 ? 0 : time,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: joined(request.headers),
      queryString: request.queryString,
      headersSize: -1,
      bodySize: -1,
      ...(post === undefined
        ? {}
        : {
            postData: {
              mimeType: request.postData?.mimeType ?? '',
              text: post,
              params: isForm(request.postData?.mimeType) ? paramsOf(post) : [],
            },
          }),
    },
    response: {
      status: response.status,
      statusText: response.statusText,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: joined(response.headers),
      content: {
        size: text === undefined ? 0 : bytes(text),
        compression: 0,
        mimeType: response.content.mimeType || 'x-unknown',
        ...(text === undefined || text === '' ? {} : { text }),
      },
      redirectURL: response.redirectURL,
      headersSize: -1,
      bodySize: -1,
      ...(failed === undefined ? {} : { _error: REASONS[failed] ?? failed }),
    },
    cache: {},
    // What has no time yet is not a number, and JSON has none of those.
    timings:
      response.status === 0
        ? { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 }
        : { blocked: 1, dns: -1, connect: -1, ssl: -1, send: null, wait: time, receive: null },
    _fetchType: 'Network Load',
    _priority: 'medium',
  };
}

export const safari: Writer = {
  name: 'Safari',
  source: 'WebKit, Source/WebInspectorUI/UserInterface/Controllers/HARBuilder.js',
  log: {
    version: '1.2',
    creator: { name: 'WebKit Web Inspector', version: '1.0' },
    pages: [{ startedDateTime: '', id: 'page_0', title: '', pageTimings: {} }],
  },
  write,
};
