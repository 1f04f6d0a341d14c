import type { Entry } from 'har-format';
import {
  base64,
  bytes,
  isForm,
  isUnseenByProxies,
  localTime,
  paramsOf,
  textOf,
  type Writer,
} from './writer.ts';

/** Texts in base64, forms without a text, null for what there is none of, pseudo headers of HTTP/2, no pages. */
function write(entry: Entry): object | undefined {
  if (isUnseenByProxies(entry)) return undefined;
  const { request, response, startedDateTime, time } = entry;
  const text = textOf(entry);
  const post = request.postData?.text;
  const isFailed = response.status === 0;
  return {
    startedDateTime: localTime(startedDateTime, 3),
    time: Math.round(time),
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/2.0',
      cookies: [],
      headers: [{ name: ':method', value: request.method }, ...request.headers],
      queryString: request.queryString,
      ...(post === undefined
        ? {}
        : {
            postData: {
              mimeType: request.postData?.mimeType,
              ...(isForm(request.postData?.mimeType) ? { params: paramsOf(post) } : { text: post }),
            },
          }),
      headersSize: 14,
      bodySize: bytes(post ?? ''),
    },
    response: {
      _charlesStatus: isFailed ? 'EXCEPTION' : 'COMPLETE',
      status: response.status,
      statusText: null,
      httpVersion: 'HTTP/2.0',
      cookies: [],
      headers: isFailed ? [] : [{ name: ':status', value: String(response.status) }, ...response.headers],
      content:
        text === undefined
          ? { size: 0, mimeType: response.content.mimeType || null }
          : {
              size: bytes(text),
              mimeType: response.content.mimeType,
              text: base64(text),
              encoding: 'base64',
            },
      redirectURL: null,
      headersSize: 0,
      bodySize: text === undefined ? 0 : bytes(text),
    },
    serverIPAddress: '127.0.0.1',
    cache: {},
    timings: { dns: -1, connect: -1, ssl: -1, send: 0, wait: Math.round(time), receive: 0 },
  };
}

export const charles: Writer = {
  name: 'Charles',
  source:
    'files of Charles 4.2 and 4.6 (mitmproxy/mitmproxy, test/mitmproxy/data/har_files/charles.har), alufers/mitmproxy2swagger pull request 20',
  log: { version: '1.2', creator: { name: 'Charles Proxy', version: '4.6.3' } },
  write,
};
