import type { Entry } from 'har-format';
import { bytes, headerOf, isForm, paramsOf, reasonOf, textOf, type Writer } from './writer.ts';

const source = 'microsoft/playwright, packages/playwright-core/src/server/har/harTracer.ts';

const log = {
  version: '1.2',
  creator: { name: 'Playwright', version: '1.56.0' },
  browser: { name: 'chromium', version: '141.0' },
};

interface Kept {
  readonly content: 'embed' | 'attach' | 'omit';
  readonly isMinimal: boolean;
}

/** A failure's reason has a name of its own there, a request without a response the status -1, and preflights are no requests. */
function write(entry: Entry, { content, isMinimal }: Kept): object | undefined {
  const { request, response, startedDateTime, time } = entry;
  if (request.method === 'OPTIONS') return undefined;
  const text = textOf(entry);
  const type = headerOf(response.headers, 'content-type') || 'x-unknown';
  const post = request.postData?.text;
  const failed = reasonOf(entry);
  const isDone = response.status > 0;
  return {
    startedDateTime,
    time: isMinimal || !isDone ? -1 : time,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers,
      queryString: request.queryString,
      headersSize: -1,
      bodySize: isMinimal ? -1 : bytes(post ?? ''),
      ...(post === undefined
        ? {}
        : {
            postData: {
              mimeType: request.postData?.mimeType ?? 'application/octet-stream',
              text: content === 'embed' ? post : '',
              params: isForm(request.postData?.mimeType) ? paramsOf(post) : [],
              ...(content === 'attach' ? { _file: 'b6589fc6ab0dc82cf12099d1c2d40ab994e8410c.json' } : {}),
            },
          }),
    },
    response: {
      status: isDone ? response.status : -1,
      statusText: response.statusText,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: response.headers,
      content: isDone ? contentOf(text, type, content, isMinimal) : { size: -1, mimeType: 'x-unknown' },
      headersSize: -1,
      bodySize: -1,
      redirectURL: response.redirectURL,
      ...(isMinimal ? {} : { _transferSize: -1 }),
      ...(failed === undefined ? {} : { _failureText: failed }),
    },
    cache: {},
    timings:
      isMinimal || !isDone
        ? { send: -1, wait: -1, receive: -1 }
        : { dns: -1, connect: -1, ssl: -1, send: 0, wait: time, receive: -1 },
  };
}

function contentOf(
  text: string | undefined,
  mimeType: string,
  content: Kept['content'],
  isMinimal: boolean,
): object {
  // A body that the browser did not give, as of a redirect, stays as the response began.
  if (text === undefined) return { size: -1, mimeType };
  const sized = { size: isMinimal ? -1 : bytes(text), mimeType };
  if (content === 'embed') return { ...sized, text };
  return content === 'attach' ? { ...sized, _file: 'da39a3ee5e6b4b0d3255bfef95601890afd80709.json' } : sized;
}

const kept = (name: string, how: Kept): Writer => ({
  name,
  source,
  log,
  ...(how.content === 'embed' ? {} : { lacksBodies: true }),
  write: (entry) => write(entry, how),
});

export const playwright: readonly Writer[] = [
  kept('Playwright', { content: 'embed', isMinimal: false }),
  kept('Playwright, minimal', { content: 'embed', isMinimal: true }),
  kept('Playwright, attach', { content: 'attach', isMinimal: false }),
  kept('Playwright, omit', { content: 'omit', isMinimal: false }),
  kept('Playwright, omit and minimal', { content: 'omit', isMinimal: true }),
];
