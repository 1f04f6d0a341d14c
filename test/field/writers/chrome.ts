import type { Entry } from 'har-format';
import { joined, pathOf, reasonOf, type Writer } from './writer.ts';

const source = 'ChromeDevTools/devtools-frontend, front_end/models/har/Log.ts and Writer.ts';

const log = { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, pages: [] };

type Headers = Entry['request']['headers'];

const lower = (headers: Headers): Headers =>
  headers.map(({ name, value }) => ({ name: name.toLowerCase(), value }));

/** Over HTTP/2, where names are in lower case and what the request line said is in headers of their own. */
function overHttp2(entry: Entry): Entry {
  const { request, response } = entry;
  const pseudo = [
    { name: ':authority', value: URL.canParse(request.url) ? new URL(request.url).host : '' },
    { name: ':method', value: request.method },
    { name: ':path', value: pathOf(request.url) },
    { name: ':scheme', value: 'https' },
  ];
  const { _eventSourceMessages: _events, ...rest } = entry as Entry & { _eventSourceMessages?: unknown };
  return {
    ...rest,
    serverIPAddress: '[::1]',
    request: {
      ...request,
      httpVersion: 'http/2.0',
      headers: [
        ...pseudo,
        ...lower(request.headers.filter(({ name }) => !/^(?:host|connection)$/i.test(name))),
      ],
      headersSize: -1,
    },
    response: {
      ...response,
      statusText: '',
      httpVersion: 'http/2.0',
      headers: lower(joined(response.headers) as Headers),
      headersSize: -1,
      bodySize: -1,
      ...{ _transferSize: 300, _error: reasonOf(entry) ?? null },
    },
  };
}

/** “Save all as HAR” as it came first: with the credentials. The events of a stream are not in it, only their text. */
export const chrome: Writer = { name: 'Chrome', source, log, write: overHttp2 };

const SENSITIVE = /^(?:authorization|cookie|set-cookie)$/i;

const without = (headers: Headers): Headers => headers.filter(({ name }) => !SENSITIVE.test(name));

/** What the button saves since Chrome 130: without three headers, and nothing in the file says so. */
export const chromeSanitized: Writer = {
  name: 'Chrome, sanitized',
  source: `${source}: Log.build with \`sanitize\``,
  log,
  write(entry) {
    const { request, response, ...rest } = overHttp2(entry);
    return {
      ...rest,
      request: { ...request, cookies: [], headers: without(request.headers) },
      response: { ...response, cookies: [], headers: without(response.headers) },
    };
  },
};
