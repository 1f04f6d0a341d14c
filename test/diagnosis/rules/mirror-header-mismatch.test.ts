import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLIENT_HEADERS,
  inspect,
  KEY,
  type Parts,
  refused,
  rpc,
  toolCall,
  verdicts,
} from '../../har-entry.ts';
import { completed, META, MODERN, modern, modernCall } from '../../modern.ts';
import { inRpc } from '../../said-in.ts';

const RULE = 'mirror-header-mismatch';
const sent = toolCall('everything-echo');
const requestHeaders = { ...CLIENT_HEADERS, 'mcp-method': 'tools/call', 'mcp-name': 'everything-add' };

/** The same request, some headers replaced. */
const withHeaders = (parts: Parts, replaced: Readonly<Record<string, string>>): Parts => ({
  ...parts,
  requestHeaders: { ...parts.requestHeaders, ...replaced },
});
const without = (parts: Parts, name: string): Parts => ({
  ...parts,
  requestHeaders: Object.fromEntries(
    Object.entries(parts.requestHeaders ?? {}).filter(([each]) => each !== name),
  ),
});

describe('a server that refuses in the words for it', () => {
  it.each([
    ['the code', { sent, requestHeaders, ...inRpc(-32020, 'Header mismatch: Mcp-Name') }],
    [
      'the code with a 400',
      { sent, requestHeaders, ...inRpc(-32020, 'Header mismatch: Mcp-Name'), status: 400 },
    ],
    ['another gateway’s words', { sent, requestHeaders, ...inRpc(-32600, 'Mcp-Name header/body mismatch') }],
  ])('fires on %s, and names both values', (_what, parts) => {
    const { findings } = inspect(parts);
    const title = 'Mcp-Name says “everything-add”, but the body says “everything-echo”';
    expect(findings).toMatchObject([{ rule: RULE, level: 'error', hop: 'client-to-gateway', title }]);
  });

  it('names none where none is seen', () => {
    const { findings } = inspect({ ...modernCall('everything-echo'), ...inRpc(-32020, 'Header mismatch') });
    expect(findings).toMatchObject([{ rule: RULE, title: 'The request’s headers and its body disagree' }]);
  });

  it.each(['mcp-protocol-version', 'mcp-method', 'mcp-name'])(
    'names the header that is missing: %s',
    (name) => {
      const { findings } = inspect({
        ...without(modernCall('everything-echo'), name),
        ...inRpc(-32020, 'Missing header'),
      });
      expect(findings[0]?.title.toLowerCase()).toContain(`the request has no ${name}, and the body says`);
    },
  );
});

/** Requests that repeat something in each header. */
const REQUESTS: readonly (readonly [string, Parts])[] = [
  ['a tool', modernCall('everything-echo')],
  ['a prompt', modern('prompts/get', { name: 'greet' })],
  ['a resource', modern('resources/read', { uri: 'file:///plans/über.txt' })],
  ['a task', modern('tasks/get', { taskId: '786512e2' })],
];
const CHANGES: readonly (readonly [string, string])[] = [
  ['mcp-method', 'tools/list'],
  ['mcp-name', 'everything-add'],
  ['mcp-name', '=?base64?ZXZlcnl0aGluZy1hZGQ=?='],
  ['mcp-name', '=?base64?%%%?='],
  ['mcp-protocol-version', '2025-11-25'],
];
const REFUSALS: readonly (readonly [string, Parts])[] = [
  ['a bare 400', { status: 400, received: '' }],
  ['words that nobody knows', { ...refused(-32000, 'no tea'), status: 400 }],
  ['a code for the form', { ...refused(-32602, 'Invalid params'), status: 400 }],
  ['a code inside a 200', refused(-32600, 'Invalid request')],
];
const ALL = REQUESTS.flatMap(([request, parts]) =>
  CHANGES.flatMap(([name, value]) =>
    REFUSALS.map(
      ([refusal, answer]) =>
        [request, `${name}: ${value}`, refusal, withHeaders(parts, { [name]: value }), answer] as const,
    ),
  ),
);

describe('a disagreement that is seen', () => {
  it.each(ALL)(
    'is the cause where %s with %s is refused by %s',
    (_request, _change, _refusal, parts, answer) => {
      const { findings } = inspect({ ...parts, ...answer });
      expect(findings).toMatchObject([{ rule: RULE, level: 'error' }]);
    },
  );

  it.each(CHANGES)('is no more than a remark where the request succeeds: %s: %s', (name, value) => {
    const parts = {
      ...withHeaders(modernCall('everything-echo'), { [name]: value }),
      ...completed({ content: [] }),
    };
    expect(verdicts(parts)).toEqual([`${RULE}/info`]);
  });

  it.each<[string, Parts, string]>([
    [
      'a login',
      {
        status: 401,
        received: {},
        responseHeaders: { 'www-authenticate': 'Bearer resource_metadata="https://as.test/x"' },
      },
      'oauth-login-required/info',
    ],
    ['a limit', { status: 429, received: 'slow down' }, 'rate-limited/error'],
    [
      'a tool that failed',
      completed({ isError: true, content: [{ type: 'text', text: 'no tea' }] }),
      'tool-error/warning',
    ],
    [
      'a crash',
      { status: 500, received: 'Internal Server Error', receivedType: 'text/plain' },
      'gateway-exception/error',
    ],
    [
      'an unknown session',
      { status: 400, received: 'Session not found', receivedType: 'text/plain' },
      'session',
    ],
  ])('is not the cause of %s', (_what, answer, verdict) => {
    const found = verdicts({ ...withHeaders(modernCall('everything-echo'), { 'mcp-name': 'x' }), ...answer });
    expect(found.join()).not.toContain(`${RULE}/error`);
    if (verdict !== 'session') expect(found.join()).toContain(verdict);
  });

  it('quotes what an encoded header says', () => {
    const parts = withHeaders(modernCall('everything-echo'), { 'mcp-name': '=?base64?w7xiZXI=?=' });
    const [finding] = inspect({ ...parts, status: 400, received: '' }).findings;
    expect(finding?.title).toBe('Mcp-Name says “über”, but the body says “everything-echo”');
    expect(finding?.evidence.map(({ quote }) => quote)).toEqual([
      'mcp-name: =?base64?w7xiZXI=?=',
      'decoded: über',
      'everything-echo',
    ]);
  });
});

describe('a header that came twice', () => {
  const twice = (value: string, status: number, received: unknown): Parts => ({
    sent: rpc('tools/list'),
    requestHeaders: { ...CLIENT_HEADERS, 'mcp-protocol-version': value },
    status,
    received,
  });
  const unsupported = (value: string) =>
    refused(-32600, `Bad Request: Unsupported protocol version: ${value}`).received;

  it.each([
    '2025-06-18, 2025-06-18',
    '2025-06-18,2025-06-18',
    '2025-06-18, 2025-11-25',
    '2026-07-28, 2026-07-28',
  ])('is named as that, not as a version that the gateway does not speak: %s', (value) => {
    for (const received of [
      unsupported(value),
      '',
      refused(-32022, 'Unsupported protocol version').received,
    ]) {
      const { findings } = inspect(twice(value, 400, received));
      const title = `MCP-Protocol-Version was sent twice: “${value}”`;
      expect(findings).toMatchObject([{ rule: RULE, level: 'error', hop: 'client-to-gateway', title }]);
    }
  });

  it('is a remark where the server takes it', () => {
    const value = '2025-06-18, 2025-06-18';
    expect(verdicts({ ...twice(value, 200, undefined), ...completed({ tools: [{ name: 'a' }] }) })).toEqual([
      `${RULE}/info`,
    ]);
  });
});

const regional = (annotated: object): Parts => ({
  ...modern('tools/list'),
  ...completed({ tools: [{ name: 'sql', inputSchema: { type: 'object', properties: annotated } }] }),
});
const REGION = { region: { type: 'string', 'x-mcp-header': 'Zone' } };
const called = (header: Readonly<Record<string, string>>, args: object): Parts =>
  withHeaders({ ...modernCall('sql', { arguments: args }), status: 400, received: '' }, header);

describe('a header that repeats an argument', () => {
  it('fires where the argument has another value', () => {
    const { findings } = inspect(
      regional(REGION),
      called({ 'Mcp-Param-Zone': 'us-west1' }, { region: 'eu-north1', note: 'us-west1' }),
    );
    const title = 'Mcp-Param-zone has another value than the body, which says “eu-north1”';
    expect(findings).toMatchObject([{ rule: RULE, level: 'error', title }]);
    expect(JSON.stringify(findings)).not.toContain('us-west1');
  });

  it.each<[string, object, Readonly<Record<string, string>>, object]>([
    ['the same text', REGION, { 'Mcp-Param-Zone': 'us-west1' }, { region: 'us-west1' }],
    [
      'the same encoded',
      REGION,
      { 'Mcp-Param-Zone': '=?base64?SGVsbG8sIOS4lueVjA==?=' },
      { region: 'Hello, 世界' },
    ],
    ['a number', { n: { 'x-mcp-header': 'N' } }, { 'Mcp-Param-N': '42.0' }, { n: 42 }],
    ['a truth value', { b: { 'x-mcp-header': 'B' } }, { 'Mcp-Param-B': 'true' }, { b: true }],
    [
      'an argument inside another',
      { a: { properties: { 'b/c': { 'x-mcp-header': 'Deep' } } } },
      { 'Mcp-Param-Deep': 'x' },
      { a: { 'b/c': 'x' } },
    ],
    ['no argument', REGION, { 'Mcp-Param-Zone': 'us-west1' }, {}],
    [
      'an argument that is a credential',
      { apiKey: { 'x-mcp-header': 'Key' } },
      { 'Mcp-Param-Key': KEY },
      { apiKey: 'another-secret-value-1' },
    ],
    ['a header that no list names', {}, { 'Mcp-Param-Zone': 'us-west1' }, { place: 'x' }],
    ['what a report left out', REGION, { 'Mcp-Param-Zone': '[left out, 8 characters]' }, { region: 'x' }],
  ])('is quiet about %s', (_what, annotated, header, args) => {
    expect(verdicts(regional(annotated), called(header, args)).join()).not.toContain(RULE);
  });

  it('goes by the argument of that name where no list was recorded', () => {
    expect(verdicts(called({ 'Mcp-Param-Re-Gion': 'us-west1' }, { region: 'eu' }))).toEqual([
      `${RULE}/error`,
    ]);
    expect(verdicts(called({ 'Mcp-Param-Region': 'eu' }, { region: 'eu' })).join()).not.toContain(RULE);
  });

  it('names one that is missing where the server says so', () => {
    const parts = { ...called({}, { region: 'eu' }), ...inRpc(-32020, 'Missing header') };
    expect(inspect(regional(REGION), parts).findings[0]?.title).toBe(
      'The request has no Mcp-Param-zone, and the body says “eu”',
    );
    expect(verdicts(regional(REGION), called({}, { region: 'eu' })).join()).not.toContain(RULE);
  });
});

describe('is quiet', () => {
  it('about any name that is repeated as the specification says, refused or not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        fc.boolean(),
        (name, isRefused) => {
          const answer: Parts = isRefused
            ? { ...refused(-32602, 'No'), status: 400 }
            : completed({ content: [] });
          const method = name.length % 2 === 0 ? 'prompts/get' : 'tools/call';
          expect(verdicts({ ...modern(method, { name }), ...answer }).join()).not.toContain(RULE);
        },
      ),
    );
  });

  it.each<[string, Parts]>([
    ['headers that agree', withHeaders({ sent }, { ...requestHeaders, 'mcp-name': 'everything-echo' })],
    [
      'headers of a revision that has none',
      withHeaders(
        { sent, ...refused(-32602, 'No') },
        { ...requestHeaders, 'mcp-protocol-version': '2025-11-25' },
      ),
    ],
    [
      'a header that is missing',
      { ...without(modernCall('everything-echo'), 'mcp-name'), ...refused(-32602, 'No'), status: 400 },
    ],
    [
      'a notification',
      {
        sent: { jsonrpc: '2.0', method: 'notifications/x', params: { _meta: META } },
        requestHeaders,
        status: 400,
        received: '',
      },
    ],
    ['a name with a comma', { ...modernCall('a, b'), ...refused(-32602, 'No') }],
    [
      'what is masked',
      withHeaders(
        { ...modern('resources/read', { uri: `https://x.test/?key=${KEY}` }), status: 400, received: '' },
        { 'mcp-name': 'https://x.test/?key=other' },
      ),
    ],
    [
      'what a report has in the place of a text',
      {
        ...modern('resources/read', { uri: '[string, 9 characters]' }),
        requestHeaders: {
          ...modern('x').requestHeaders,
          'mcp-method': 'resources/read',
          'mcp-name': 'file:///x',
        },
        status: 400,
        received: '',
      },
    ],
    ['the codes beside it', { ...modernCall('everything-echo'), ...inRpc(-32021, 'Missing capability') }],
  ])('about %s', (_what, parts) => {
    expect(verdicts(parts).join()).not.toContain(RULE);
  });

  it('shows no credential that an encoded header holds', () => {
    const name = `=?base64?${Buffer.from(`https://x.test/?token=${KEY}`).toString('base64')}?=`;
    const found = inspect({
      ...withHeaders(modernCall('everything-echo'), { 'mcp-name': name }),
      status: 400,
      received: '',
    });
    expect(JSON.stringify(found)).not.toContain(KEY);
    expect(JSON.stringify(found)).not.toContain(name);
  });
});

it('knows the revision by the body too', () => {
  const parts = without(
    withHeaders(modernCall('everything-echo'), { 'mcp-name': 'x' }),
    'mcp-protocol-version',
  );
  expect(META[Object.keys(META)[0] as keyof typeof META]).toBe(MODERN);
  expect(verdicts({ ...parts, status: 400, received: '' })).toEqual([`${RULE}/error`]);
});
