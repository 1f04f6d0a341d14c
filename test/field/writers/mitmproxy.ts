import type { Entry } from 'har-format';
import {
  bytes,
  headerOf,
  isForm,
  isUnseenByProxies,
  paramsOf,
  reasonOf,
  textOf,
  type Writer,
} from './writer.ts';

const log = {
  version: '1.2',
  creator: { name: 'mitmproxy', version: '12.1.1', comment: '' },
  pages: [],
};

/** Sizes are of what came over the wire. A body that was passed on in pieces, or is still coming, is an empty one, and a request's is null. */
function write(entry: Entry, isLost: (entry: Entry) => boolean): object | undefined {
  if (isUnseenByProxies(entry)) return undefined;
  const { request, response, startedDateTime, time } = entry;
  const post = request.postData?.text ?? '';
  const text = isLost(entry) ? '' : (textOf(entry) ?? '');
  const size = text === '' ? 0 : Math.ceil(bytes(text) / 2);
  const hasBody = /^(?:POST|PUT|PATCH)$/.test(request.method);
  return {
    startedDateTime: startedDateTime.replace(/(?:\.(\d{3}))?Z$/, '.$1738+00:00'),
    time,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/2.0',
      cookies: [],
      headers: request.headers,
      queryString: request.queryString,
      headersSize: 300,
      bodySize: bytes(post),
      ...(hasBody
        ? {
            postData: {
              mimeType: headerOf(request.headers, 'content-type'),
              text: post,
              params: isForm(request.postData?.mimeType) ? paramsOf(post) : [],
            },
          }
        : {}),
    },
    response:
      response.status === 0
        ? {
            status: 0,
            statusText: '',
            httpVersion: '',
            headers: [],
            cookies: [],
            content: {},
            redirectURL: '',
            headersSize: -1,
            bodySize: -1,
            _transferSize: 0,
            _error: REASONS[reasonOf(entry) ?? ''] ?? null,
          }
        : {
            status: response.status,
            statusText: '',
            httpVersion: 'HTTP/2.0',
            cookies: [],
            headers: response.headers,
            content: {
              size,
              compression: bytes(text) - size,
              mimeType: headerOf(response.headers, 'content-type'),
              text,
            },
            redirectURL: headerOf(response.headers, 'location'),
            headersSize: 300,
            bodySize: size,
          },
    cache: {},
    timings: { connect: -1.0, ssl: -1.0, send: 0.4, receive: 1, wait: time },
    serverIPAddress: '127.0.0.1',
  };
}

const REASONS: Readonly<Record<string, string>> = {
  'net::ERR_ABORTED': 'Client disconnected.',
  'net::ERR_CONNECTION_REFUSED': "[Errno 111] Connect call failed ('127.0.0.1', 4000)",
};

const source = 'mitmproxy/mitmproxy, mitmproxy/addons/savehar.py';

const isStream = ({ response }: Entry): boolean =>
  headerOf(response.headers, 'content-type').startsWith('text/event-stream');

export const mitmproxy: readonly Writer[] = [
  { name: 'mitmproxy', source, log, write: (entry) => write(entry, () => false) },
  {
    name: 'mitmproxy, streams passed on',
    source: `${source}, with flow.response.stream set for event streams`,
    lacksBodies: true,
    log,
    write: (entry) => write(entry, isStream),
  },
  {
    name: 'mitmproxy, all passed on',
    source: `${source}, with stream_large_bodies`,
    lacksBodies: true,
    log,
    write: (entry) => write(entry, () => true),
  },
];
