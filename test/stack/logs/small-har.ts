import type { Entry, Har, Header } from 'har-format';

/** Characters up to which the text of a body is kept. */
const KEPT = 2048;

/** Headers that say nothing about MCP. */
const NOISE =
  /^(?:sec-.*|accept-(?:encoding|language)|connection|keep-alive|referer|user-agent|(?:set-)?cookie|content-security-policy|vary|x-(?:frame|content-type)-options|pragma|access-control-expose-headers)$/i;

/** A recording without what a log is not compared with: long texts, the browser's own headers, who started a request. */
export function smallHar({ log }: Har, about: object): object {
  const { version, creator } = log;
  return { log: { version, creator, ...about, entries: log.entries.map(small) } };
}

function small(entry: Entry): object {
  const { startedDateTime, time, request, response, timings, _resourceType } = entry;
  const { text, ...content } = response.content;
  const own = (headers: readonly Header[]) => headers.filter(({ name }) => !NOISE.test(name));
  const isKept = text !== undefined && text.length <= KEPT;
  return {
    startedDateTime,
    time: rounded(time),
    request: { ...request, headers: own(request.headers), cookies: [] },
    response: {
      ...response,
      headers: own(response.headers),
      cookies: [],
      content: isKept ? { ...content, text } : content,
    },
    cache: {},
    timings: Object.fromEntries(
      Object.entries(timings)
        .filter(([name]) => !name.startsWith('_'))
        .map(([name, value]) => [name, rounded(Number(value))]),
    ),
    _resourceType,
  };
}

/** To tenths of a millisecond. */
const rounded = (time: number): number => Math.round(time * 10) / 10;
