import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from 'har-format';
import { printable, toJson } from '../../src/cli/findings.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { readHar, UnreadableHar } from '../../src/report/har/read-har.ts';
import { evil, json, jsonText, mutated, or, words } from './arbitraries.ts';
import { entryOf, exchangeOf } from './exchanges.ts';
import { type Property, property } from './property.ts';
import { message } from './protocol.ts';

const PLANTED = 'sk-fuzz0123456789abcdef';
const NAMELESS = 'correct-horse-battery';

const url = fc
  .tuple(
    fc.constantFrom(
      'http://127.0.0.1:4000/mcp',
      '/mcp',
      'http://u:p@x/v1/responses',
      'https://x/.well-known/oauth-protected-resource/a',
      '',
    ),
    fc.array(fc.tuple(fc.constantFrom('code', 'state', 'client_id', 'next', 'response_type'), words), {
      maxLength: 3,
    }),
  )
  .map(([base, query]) => `${base}?${query.map((pair) => pair.join('=')).join('&')}`);

const header = fc.record({
  name: or(
    fc.constantFrom(
      ...'authorization cookie set-cookie location mcp-session-id www-authenticate x-mcp-debug-inbound-auth x-mcp-debug-auth-resolution x-litellm-api-key Content-Type accept origin x-unknown'.split(
        ' ',
      ),
    ),
  ),
  value: or(words),
});
const headers = fc.array(or(header), { maxLength: 4 });
const mimeType = fc.constantFrom(
  ...'application/json text/event-stream application/x-www-form-urlencoded multipart/form-data text/html'.split(
    ' ',
  ),
  'Application/JSON; charset=utf-8',
  '',
);

/** A HAR entry of which anything may be missing or of another type. */
const entry = or(
  fc.record({
    startedDateTime: or(fc.constantFrom('2026-01-01T00:00:00.000Z', 'yesterday', '')),
    time: or(fc.constantFrom(1, -1, 1e308)),
    _resourceType: or(fc.constant('fetch')),
    _eventSourceMessages: or(
      fc.array(or(fc.record({ time: or(fc.nat()), eventName: or(words), data: or(jsonText(message)) })), {
        maxLength: 2,
      }),
    ),
    request: or(
      fc.record({
        method: or(fc.constantFrom('GET', 'POST', 'OPTIONS', 'DELETE')),
        url: or(url),
        headers: or(headers),
        bodySize: or(fc.integer()),
        postData: or(
          fc.record({
            mimeType: or(mimeType),
            text: or(jsonText(message)),
            params: or(fc.array(or(header), { maxLength: 2 })),
          }),
        ),
      }),
    ),
    response: or(
      fc.record({
        status: or(fc.constantFrom<unknown>(200, 401, 404, 500, 302, 0, -1, '404', 'ok', 1e9)),
        statusText: or(words),
        headers: or(headers),
        content: or(
          fc.record({
            mimeType: or(mimeType),
            text: or(jsonText(message)),
            size: or(fc.integer()),
            encoding: or(fc.constantFrom('base64', 'x')),
          }),
        ),
        _error: or(words),
      }),
    ),
    timings: or(fc.record({ wait: or(fc.integer()), receive: or(fc.integer()) })),
  }),
);
const recording = fc.record({ log: or(fc.record({ entries: or(fc.array(entry, { maxLength: 3 })) })) });

function diagnose(text: string): void {
  let entries: readonly Entry[];
  try {
    entries = readHar(text);
  } catch (error) {
    ok(error instanceof UnreadableHar, String(error));
    return;
  }
  const inspector = createInspector();
  const inspected = entries
    .map((each) => inspector.add(each))
    .filter((each): each is Inspected => each !== undefined);
  const answer = toJson(inspected, entries.length);
  ok(answer.summary.exchanges + answer.summary.ignored === entries.length);
  ok(!printable(inspected, answer.summary).includes('failed in Hopscope itself'));
}

/** Texts that hold a credential which is known by its form. */
const spoken = fc
  .tuple(words, fc.constantFrom('', 'Bearer ', 'api_key=', 'Authorization: Bearer ', '\n', '\t'), words)
  .map(([before, how, after]) => `${before} ${how}${PLANTED} ${after}`);

/** JSON spelled with more escapes than it needs. */
const overEscaped = (text: string): string => text.replaceAll('/', '\\/').replaceAll(' ', '\\u0020');

const secretMember = fc.record({
  access_token: fc.oneof(fc.constant(NAMELESS), fc.constant([NAMELESS]), fc.constant({ value: NAMELESS })),
  text: fc.oneof(spoken, fc.constant(JSON.stringify({ password: NAMELESS }))),
  after: json,
});

const secretBody: fc.Arbitrary<readonly [type: string, text: string]> = fc.oneof(
  fc
    .tuple(secretMember, fc.boolean())
    .map(
      ([value, escapes]) =>
        ['application/json', escapes ? overEscaped(JSON.stringify(value)) : JSON.stringify(value)] as const,
    ),
  fc.tuple(secretMember, words).map(
    ([value, noise]) =>
      [
        'text/event-stream',
        `data: ${noise.replace(/[\r\n]/g, '')}\n\n${JSON.stringify(value, null, 1)
          .split('\n')
          .map((line) => `data: ${line}\r\n`)
          .join('')}\r\n`,
      ] as const,
  ),
  fc
    .tuple(words, words)
    .map(
      ([one, other]) =>
        [
          'application/x-www-form-urlencoded',
          new URLSearchParams({ a: one, code: NAMELESS, b: other, api_key: PLANTED }).toString(),
        ] as const,
    ),
  words.map(
    (noise) =>
      [
        'multipart/form-data',
        `--x1\r\nContent-Disposition: form-data; name="client_secret"\r\n\r\n${NAMELESS}\r\n--x1\r\nContent-Disposition: form-data; name="a"\r\n\r\n${noise} Bearer ${PLANTED}\r\n--x1--\r\n`,
      ] as const,
  ),
  spoken.map((text) => ['text/plain', text] as const),
);

const secretHeaders = fc.array(
  fc
    .tuple(
      fc.constantFrom('Authorization', 'x-litellm-api-key', 'x-mcp-auth', 'mcp-session-id', 'x-nobody-knows'),
      fc.constantFrom('', 'Bearer ', 'token '),
    )
    .map(([name, scheme]) => ({ name, value: `${scheme}${NAMELESS}` })),
  { maxLength: 2 },
);

/** Every way to read a text in which a credential could still be told. */
const readings = (text: string): readonly string[] => [
  text,
  text.replace(/%([\da-f]{2})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  text
    .replace(/\\u([\da-f]{4})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\', ''),
];

function textsOf({ request, response }: Exchange): readonly string[] {
  return [
    request.url,
    request.body?.text ?? '',
    response.body?.text ?? '',
    response.statusText,
    ...[...request.headers, ...response.headers].flatMap(({ name, value }) => [name, value]),
  ];
}

const redact = (exchange: Exchange): Exchange => createRedact(litellm())(entryOf(exchange), 0);

export const RECORDINGS: readonly Property[] = [
  property('HAR', jsonText(recording), diagnose),
  property(
    'redact: no credential passes',
    fc.record({
      sent: secretBody,
      received: secretBody,
      requestHeaders: secretHeaders,
      where: fc.constantFrom('?api_key=', '?a=1&token=', '#access_token=', '?u=http%3A%2F%2Fx%2F%3Fcode%3D'),
    }),
    ({ sent, received, requestHeaders, where }) => {
      const exchange = redact(
        exchangeOf({
          requestHeaders,
          url: `http://x/${where}${NAMELESS}`,
          sent: sent[1],
          sentType: sent[0],
          received: received[1],
          receivedType: received[0],
        }),
      );
      for (const text of textsOf(exchange).flatMap(readings)) {
        ok(!text.includes(PLANTED) && !text.includes(NAMELESS), `left in ${JSON.stringify(text)}`);
      }
    },
  ),
  property(
    'redact: what is known by its form goes from any text',
    fc.record({
      text: fc
        .tuple(mutated(words), mutated(words))
        .map(([before, after]) => `${before} ${PLANTED} ${after}`),
      type: mimeType,
    }),
    ({ text, type }) => {
      const exchange = redact(
        exchangeOf({
          url: `http://x/${text}`,
          sent: text,
          sentType: type,
          received: JSON.stringify({ a: text, [text]: 1 }),
          requestHeaders: [
            { name: 'accept', value: text },
            { name: 'cookie', value: text },
          ],
        }),
      );
      for (const each of textsOf(exchange)) ok(!each.includes(PLANTED), `left in ${JSON.stringify(each)}`);
    },
  ),
  property(
    'redact: twice is once',
    fc.record({
      sent: mutated(secretBody.map(([, text]) => text)),
      sentType: mimeType,
      received: secretBody,
      requestHeaders: secretHeaders,
      url: mutated(url),
      noise: evil,
    }),
    ({ sent, sentType, received, requestHeaders, url: address, noise }) => {
      const once = redact(
        exchangeOf({
          url: address,
          sent,
          sentType,
          received: received[1],
          receivedType: received[0],
          requestHeaders: [...requestHeaders, { name: 'location', value: address + noise }],
        }),
      );
      deepEqual(redact(once), { ...once, startedAt: Date.UTC(2026, 0, 1) });
    },
  ),
];
