import type { Entry } from 'har-format';
import { base64, bytes, isUnseenByProxies, localTime, textOf, type Writer } from './writer.ts';

/** No pages, no fraction of a second, no response where there was none. */
function write(entry: Entry): object | undefined {
  if (isUnseenByProxies(entry)) return undefined;
  const { request, response, startedDateTime, time } = entry;
  const text = textOf(entry);
  const isText = /^(?:text|application\/json)/.test(response.content.mimeType);
  const mimeType = response.content.mimeType;
  return {
    startedDateTime: localTime(startedDateTime, 0),
    time: Math.round(time),
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers,
      queryString: request.queryString,
      ...(request.postData === undefined
        ? {}
        : { postData: { mimeType: request.postData.mimeType, text: request.postData.text } }),
      headersSize: -1,
      bodySize: bytes(request.postData?.text ?? ''),
    },
    ...(response.status === 0
      ? {}
      : {
          response: {
            status: response.status,
            statusText: response.statusText,
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: response.headers,
            content:
              text === undefined
                ? { size: 0, mimeType }
                : {
                    size: bytes(text),
                    mimeType,
                    ...(isText ? { text } : { text: base64(text), encoding: 'base64' }),
                  },
            redirectURL: '',
            headersSize: -1,
            bodySize: bytes(text ?? ''),
          },
        }),
    cache: {},
    timings: { send: 0, wait: Math.round(time), receive: 0 },
  };
}

export const proxyman: Writer = {
  name: 'Proxyman',
  source: 'ProxymanApp/proxyman-windows-linux issue 560, ProxymanApp/Proxyman issues 1457 and 1614',
  log: { version: '1.2', creator: { name: 'Proxyman', version: '3.5.0' } },
  write,
};
