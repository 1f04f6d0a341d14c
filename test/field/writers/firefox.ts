import type { Entry } from 'har-format';
import { bytes, headerOf, isForm, localTime, paramsOf, textOf, type Writer } from './writer.ts';

const log = {
  version: '1.2',
  creator: { name: 'Firefox', version: '153.0' },
  browser: { name: 'Firefox', version: '153.0' },
  pages: [{ startedDateTime: '2026-09-01T10:00:00.000+02:00', id: 'page_1', title: '', pageTimings: {} }],
};

/** No reason of a failure, and no size of what did not come. */
function write({ startedDateTime, time, ...entry }: Entry, content: object): object {
  const { request, response } = entry;
  const post = request.postData?.text ?? '';
  return {
    startedDateTime: localTime(startedDateTime, 3),
    request: {
      bodySize: bytes(post),
      method: request.method,
      url: request.url,
      httpVersion: response.status === 0 ? '' : request.httpVersion,
      headers: request.headers,
      cookies: [],
      queryString: request.queryString,
      headersSize: 300,
      ...(post === ''
        ? {}
        : {
            postData: {
              mimeType: headerOf(request.headers, 'content-type'),
              params: isForm(request.postData?.mimeType) ? paramsOf(post) : [],
              text: post,
            },
          }),
    },
    response: {
      status: response.status,
      statusText: response.statusText,
      httpVersion: response.httpVersion,
      headers: response.headers,
      cookies: [],
      content,
      redirectURL: response.redirectURL,
      ...(response.status === 0 ? {} : { headersSize: 200 }),
      bodySize: response.status === 0 ? -1 : 200 + (response.content.text?.length ?? 0),
    },
    cache: {},
    timings:
      response.status === 0
        ? {}
        : { blocked: 0, dns: 0, connect: 0, ssl: 0, send: 0, wait: time, receive: 0 },
    time,
    _securityState: 'insecure',
    connection: '4000',
    pageref: 'page_1',
  };
}

const source = 'mozilla-central, devtools/client/netmonitor/src/har/har-builder.js';

export const firefox: Writer = {
  name: 'Firefox',
  source,
  log,
  write(entry) {
    const { mimeType } = entry.response.content;
    const text = textOf(entry);
    // What the content process does not hand over has no text and no size.
    if (text === undefined) return write(entry, { mimeType, size: -1 });
    return write(entry, { mimeType, size: bytes(text), text });
  },
};

/** With `devtools.netmonitor.har.includeResponseBodies` off. */
export const firefoxWithoutBodies: Writer = {
  name: 'Firefox, without bodies',
  source,
  lacksBodies: true,
  log,
  write: (entry) =>
    write(entry, {
      mimeType: entry.response.content.mimeType,
      size: bytes(textOf(entry) ?? ''),
      comment: 'Response bodies are not included.',
    }),
};
