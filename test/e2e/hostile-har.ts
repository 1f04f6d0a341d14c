import type { Entry, PostData } from 'har-format';
import { readHar } from '../../src/report/har/read-har.ts';
import { recordedFiles } from '../golden/recordings.ts';

/** Where a text is planted. Each is marked, so that a test can see that the panel shows it. */
export const PLACES = [
  'query',
  'status-text',
  'header-name',
  'header-value',
  'challenge',
  'network-error',
  'method',
  'tool',
  'description',
  'result',
  'error-message',
  'json-key',
  'server',
  'stream-event',
  'plain-body',
  'mask',
  'login-error',
] as const;
export type Place = (typeof PLACES)[number];

/** Members of JSON bodies, and the place that they are. */
const MEMBERS: Readonly<Record<string, Place>> = {
  name: 'tool',
  description: 'description',
  text: 'result',
  message: 'error-message',
};

const marked = (place: Place, text: string): string => `${place}→${text}`;

/** An entry as Chromium writes it. */
type RecordedEntry = Entry & { readonly _eventSourceMessages?: readonly StreamMessage[] };

interface StreamMessage {
  readonly time: number;
  readonly eventName: string;
  readonly data: string;
}

/** Recorded entries that show a panel's every side: lists, calls, errors, a challenge, metadata, streams, a model's call. */
const RECORDED = [
  { scenario: 'works', body: '"tools/list"' },
  { scenario: 'works', body: '"tools/call"' },
  { scenario: 'call-error', body: '"tools/call"' },
  { scenario: 'unknown-method', body: '"jsonrpc"' },
  { scenario: 'server-down', body: '"tools/list"' },
  { scenario: 'login', body: '"initialize"' },
  { scenario: 'chat-stream', body: '"messages"' },
].map(({ scenario, body }): RecordedEntry => {
  const file = recordedFiles().findLast((each) => each.scenario === scenario);
  const entry = readHar(file?.text ?? '{}').find(({ request }) => request.postData?.text?.includes(body));
  if (!entry) throw new Error(`no ${body} in ${scenario}`);
  return entry;
});

/** The requests of a login that the user refuses. */
const LOGIN = readHar(
  recordedFiles().findLast(({ scenario }) => scenario === 'login-denied')?.text ?? '{}',
).filter(({ request }) => /\/mcp\/|well-known|register|authorize|callback/.test(request.url));

/** A HAR file of recorded exchanges that say this text wherever a server, a tool or a page has a say. */
export function hostileHar(text: string): string {
  const entries = RECORDED.map((entry) => planted(entry, text));
  const [first] = RECORDED;
  if (first) entries.push(...variants(first, text), ...refusedLogin(text));
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'hostile', version: '1' }, entries } });
}

function planted({ request, response, ...rest }: RecordedEntry, text: string): RecordedEntry {
  const { postData } = request;
  return {
    ...rest,
    ...(rest._eventSourceMessages && {
      _eventSourceMessages: rest._eventSourceMessages.map(({ data, ...event }) => ({
        ...event,
        eventName: marked('stream-event', text),
        data: plantInBody(data, text),
      })),
    }),
    request: {
      ...request,
      url: `${request.url}?note=${marked('query', text)}`,
      headers: [
        ...request.headers,
        { name: 'user-agent', value: marked('header-value', text) },
        { name: marked('header-name', text), value: 'x' },
      ],
      ...(postData?.text && { postData: jsonBody(plantInBody(postData.text, text)) }),
    },
    response: {
      ...response,
      statusText: marked('status-text', text),
      headers: [
        ...response.headers.map(({ name, value }) =>
          name.toLowerCase() === 'www-authenticate'
            ? { name, value: `${value}, error_description="${marked('challenge', text)}"` }
            : { name, value },
        ),
        { name: 'server', value: marked('header-value', text) },
        { name: 'x-mcp-debug-outbound-url', value: marked('header-value', text) },
      ],
      content: { ...response.content, text: plantInBody(response.content.text ?? '', text) },
    },
  };
}

/** The login, for a server of this name, with this in place of the error's code. */
function refusedLogin(text: string): readonly Entry[] {
  const written = JSON.stringify(LOGIN)
    .replaceAll('personal', encodeURIComponent(text))
    .replaceAll('access_denied', encodeURIComponent(marked('login-error', text)));
  return JSON.parse(written);
}

/** The same request, but it failed in the network, was answered in plain text, or called what no protocol knows. */
function variants(entry: Entry, text: string): readonly Entry[] {
  const { request, response } = entry;
  const failed = { ...response, status: 0, statusText: '', _error: marked('network-error', text) };
  const plain = {
    ...response,
    status: 502,
    headers: [],
    content: { size: 1, mimeType: 'text/plain', text: marked('plain-body', text) },
  };
  const call = { jsonrpc: '2.0', id: 9, method: marked('method', text), params: {} };
  return [
    { ...entry, response: failed },
    { ...entry, response: plain },
    {
      ...entry,
      request: { ...request, postData: jsonBody(JSON.stringify(call)) },
    },
  ];
}

const jsonBody = (text: string): PostData => ({ mimeType: 'application/json', text });

/** Plants in the JSON of a body, or in that of each event of a stream, whose type gets its share too. */
function plantInBody(body: string, text: string): string {
  if (body.startsWith('{')) return JSON.stringify(plantInJson(JSON.parse(body), text));
  const type = marked('stream-event', text.replaceAll(/[\r\n]/g, ''));
  return body
    .replaceAll(
      /^data: (\{.*\})\r?$/gm,
      (_line, json: string) => `data: ${JSON.stringify(plantInJson(JSON.parse(json), text))}`,
    )
    .replaceAll('event: message', () => `event: ${type}`);
}

function plantInJson(value: unknown, text: string): unknown {
  // Of a long list one is enough.
  if (Array.isArray(value)) return value.slice(0, 1).map((each) => plantInJson(each, text));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => {
    const place = MEMBERS[key];
    if (place && typeof member === 'string') return [key, marked(place, text)];
    if (key === 'litellm.ai/server_outcomes') {
      return [key, { [marked('server', text)]: Object.values(member as object)[0] }];
    }
    return [key, plantInJson(member, text)];
  });
  return Object.fromEntries([
    ...members,
    [marked('json-key', text), text],
    ['masked', `[masked ${marked('mask', text)} long #7]`],
  ]);
}
