import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createInspector } from '../../../src/inspect.ts';
import { readHar, UnreadableHar } from '../../../src/report/har/read-har.ts';
import { entry } from '../../har-entry.ts';

const har = (creator: string, ...entries: readonly unknown[]): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '1' }, entries } });

const HEALTHY = har('WebInspector', entry());

function problem(text: string): string {
  try {
    readHar(text);
  } catch (error) {
    if (error instanceof UnreadableHar) return error.message;
    throw error;
  }
  return 'none';
}

describe('a file that is no HAR', () => {
  it.each<[string, string, RegExp]>([
    ['nothing', '\uFEFF \n', /^it is empty$/],
    [
      'a trailing comma',
      HEALTHY.replace(/\}\]\}\}$/, '},]}}'),
      /^not JSON: nothing follows the comma at character \d+$/,
    ],
    ['a long text that does not end', `{"log":"${'a,]'.repeat(3_000_000)}`, /^not JSON: it ends too early$/],
    ['half a file', HEALTHY.slice(0, 400), /^not JSON: it ends too early$/],
    ['gzip', gzipSync(HEALTHY).toString('utf8'), /gzip/],
    ['zip', 'PK\u0003\u0004\u0014\u0000', /zip/],
    ['UTF-16', Buffer.from(HEALTHY, 'utf16le').toString('utf8'), /UTF-8/],
    ['a list', '[1]', /^JSON, but no HAR: it is a list$/],
    ['another object', '{"log":{"entries":{}}}', /^JSON, but no HAR: it has no log\.entries$/],
    ['version 2', '{"log":{"version":"2.0","entries":[]}}', /version 2\.0/],
  ])('%s is refused in one line that quotes nothing', (_what, text, message) => {
    expect(problem(text)).toMatch(message);
    expect(problem(text)).not.toMatch(/\n|jsonrpc|sk-/);
  });
});

describe('a HAR with faults', () => {
  it.each<[string, string]>([
    ['a byte order mark', `\uFEFF${HEALTHY}`],
    ['a log in a log', JSON.stringify({ log: JSON.parse(HEALTHY) as unknown })],
    ['no outer object', JSON.stringify((JSON.parse(HEALTHY) as { readonly log: unknown }).log)],
    ['no version and no creator', JSON.stringify({ log: { entries: [entry()] } })],
  ])('is read in spite of %s', (_what, text) => {
    expect(readHar(text).map((each) => createInspector().add(each)?.kind)).toEqual(['mcp']);
  });

  const faults: readonly unknown[] = [
    null,
    7,
    [],
    {},
    { request: null, response: [] },
    { ...entry(), startedDateTime: 'yesterday' },
    { ...entry(), startedDateTime: 12 },
    { ...entry(), time: -1, timings: null },
    { ...entry(), time: 1e308, timings: { wait: 1e308, send: -5, receive: null } },
    { ...entry(), response: { ...entry().response, headers: null, cookies: null, content: null } },
    { ...entry(), response: { ...entry().response, headers: {}, status: '200' } },
    { ...entry(), response: { ...entry().response, status: 1e300, content: { size: 1e300 } } },
    { ...entry(), response: { ...entry().response, status: { valueOf: 1, toString: 1 } } },
    { ...entry(), request: { ...entry().request, headers: [null, {}, { name: 'a' }], postData: [] } },
  ];

  it.each(['WebInspector', 'mitmproxy', 'Playwright', ''])('loses no entry of a file by “%s”', (creator) => {
    const inspector = createInspector();
    const entries = readHar(har(creator, ...faults, entry()));
    const kinds = entries.map((each) => inspector.add(each)?.kind);
    expect(kinds).toHaveLength(faults.length + 1);
    expect(kinds.at(-1)).toBe('mcp');
  });

  it('takes a time that did not pass for none', () => {
    const [read] = readHar(har('Playwright', { ...entry(), time: -1 }));
    expect(read && createInspector().add(read)?.exchange.duration).toBe(0);
  });
});

describe('Authorization that was taken out', () => {
  const URL = 'http://127.0.0.1:4000/mcp/everything';
  const preflight = (headers: string) =>
    entry({ method: 'OPTIONS', requestHeaders: { 'access-control-request-headers': headers }, received: '' });
  const sanitized = (...entries: readonly unknown[]): boolean =>
    readHar(har('WebInspector', ...entries)).every((each) => '_sanitized' in each);

  it('shows by a preflight that asked for it', () => {
    expect(sanitized(preflight('content-type, authorization'), entry({ url: URL }))).toBe(true);
    expect(sanitized(preflight('content-type,x-authorization'), entry({ url: URL }))).toBe(false);
  });

  it('makes no entry of what is none', () => {
    const entries = readHar(
      har('WebInspector', null, 'text', preflight('authorization'), entry({ url: URL })),
    );
    expect(entries.slice(0, 2)).toEqual([null, 'text']);
  });

  it('shows by a login that an endpoint asked for, and then did without', () => {
    const challenge = entry({
      status: 401,
      responseHeaders: { 'www-authenticate': 'Bearer resource_metadata="http://127.0.0.1:4000/x"' },
    });
    expect(sanitized(challenge, entry())).toBe(true);
    expect(sanitized(entry(), challenge)).toBe(false);
  });

  it('is not thought of where any request has it', () => {
    const sent = entry({ requestHeaders: { Authorization: 'Bearer abc' } });
    expect(sanitized(preflight('authorization'), entry({ url: URL }), sent)).toBe(false);
  });
});
