import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import { header } from '../../../src/exchange/exchange.ts';
import { readMask } from '../../../src/exchange/mask.ts';
import { createRedact } from '../../../src/exchange/redact/redact.ts';
import { createSecrets } from '../../../src/exchange/redact/secrets.ts';
import { litellm } from '../../../src/litellm/profile.ts';
import { entry, GATEWAY, type Parts } from '../../har-entry.ts';
import { SENTENCES } from '../../report/sentences.ts';

const SECRET = 'sk-planted-secret-value-9f3c';
const FORM = 'application/x-www-form-urlencoded';
const redact = (parts: Parts) => createRedact(litellm())(entry(parts), 0);
/** What is made of an entry that is none. */
const redactOdd = (odd: unknown, index = 0) => createRedact(litellm())(odd as Entry, index);

describe('headers', () => {
  it.each([
    ['Authorization', `Bearer ${SECRET}`],
    ['x-litellm-api-key', SECRET],
    ['X-MCP-Auth', `Bearer ${SECRET}`],
    ['x-mcp-github-authorization', `token ${SECRET}`],
    ['Mcp-Session-Id', SECRET],
    ['cookie', `a=${SECRET}; b=2`],
    ['set-cookie', `a=${SECRET}; Path=/`],
    ['Proxy-Authorization', `Basic ${SECRET}`],
    ['x-header-nobody-knows', SECRET],
    ['referer', `https://page.test/cb?code=${SECRET}`],
    ['x-mcp-debug-oauth2-token', SECRET],
  ])('masks %s', (name, value) => {
    const { request } = redact({ requestHeaders: { [name]: value } });
    const masked = header(request.headers, name) ?? '';
    expect(masked).not.toContain(SECRET);
    expect(readMask(decodeURIComponent(masked))).toBeDefined();
  });

  it('keeps the scheme and shows no more than the prefix and the last four characters', () => {
    const { request } = redact({ requestHeaders: { authorization: `Bearer ${SECRET}` } });
    expect(header(request.headers, 'authorization')).toBe('Bearer [masked sk-****9f3c medium #1]');
  });

  it('keeps what is not secret', () => {
    const { request } = redact({
      requestHeaders: { accept: 'text/event-stream', 'Mcp-Protocol-Version': '2025-06-18' },
    });
    expect(request.headers).toEqual([
      { name: 'accept', value: 'text/event-stream' },
      { name: 'Mcp-Protocol-Version', value: '2025-06-18' },
    ]);
  });

  it('gives equal values equal tags, whatever stands before them, and others another', () => {
    const { request } = redact({
      requestHeaders: {
        authorization: `Bearer ${SECRET}`,
        'x-litellm-api-key': SECRET,
        'x-mcp-auth': 'Bearer something-else',
      },
    });
    const tags = request.headers.map(({ value }) => readMask(value)?.tag);
    expect(tags[0]).toBe(tags[1]);
    expect(tags[0]).not.toBe(tags[2]);
  });

  it('shortens LiteLLM’s own masks so that they no longer tell the length', () => {
    const { response } = redact({
      responseHeaders: {
        'x-mcp-debug-inbound-auth':
          'x-litellm-api-key=Bearer*****************9f3c; authorization=sk-pla**********9f3c',
        'x-mcp-debug-oauth2-token':
          'Bearer*****************9f3c (SAME_AS_LITELLM_KEY - likely misconfigured)',
      },
    });
    expect(header(response.headers, 'x-mcp-debug-inbound-auth')).toBe(
      'x-litellm-api-key=Bearer****9f3c; authorization=sk-****9f3c',
    );
    expect(header(response.headers, 'x-mcp-debug-oauth2-token')).toBe(
      'Bearer****9f3c (SAME_AS_LITELLM_KEY - likely misconfigured)',
    );
  });
});

describe('bodies', () => {
  /** What is left of a body as the file has it. */
  const sentAs = (postData: object) => {
    const { request, ...others } = entry();
    return redactOdd({ ...others, request: { ...request, postData } }).request.body?.text;
  };
  const bodyOf = (received: unknown, receivedType = 'application/json') =>
    redact({ received, receivedType, requestHeaders: {} }).response.body?.text ?? '';

  it.each([
    ['a member named like one', { access_token: SECRET }],
    ['a nested member', { a: [{ client_secret: SECRET }] }],
    ['JSON inside a string', { text: JSON.stringify({ password: SECRET }) }],
    [
      'JSON inside a string inside a string',
      { text: JSON.stringify({ t: JSON.stringify({ refresh_token: SECRET }) }) },
    ],
    ['words around it', { message: `Received API Key = ${SECRET}, not found` }],
    ['broken JSON', `{"access_token": "${SECRET}", `],
    ['an escaped spelling', `{"access\\u005ftoken":"${SECRET}"}`],
    ['a quote inside', { api_key: `"${SECRET}` }],
  ])('masks a credential in %s', (_what, body) => {
    expect(bodyOf(body)).not.toContain(SECRET);
  });

  it.each([
    ...SENTENCES.filter(({ own = [] }) => own.length === 0).map(({ says }) => says),
    'Bearer authentication is required, not Basic authentication.',
    'Missing Bearer credentials: send Authorization: required',
    'client_secret: invalid_client, api_key=missing, password: incorrect',
    'AADSTS7000215: Invalid client secret provided',
    'DPoP proof required',
  ])('keeps the words of a sentence: %s', (says) => {
    expect(bodyOf({ error: { message: says }, jsonrpc: '2.0', data: { authorization: 'required' } })).toBe(
      JSON.stringify({ error: { message: says }, jsonrpc: '2.0', data: { authorization: 'required' } }),
    );
  });

  it.each([
    ['a key', `Rate limit exceeded for api_key: ${SECRET}. Limit type: requests`],
    ['a password of letters', 'password: hunterzebra is refused'],
    ['a token of letters', 'Bearer hunterzebrafinch. Send another'],
    ['a token that a guardrail saw', 'Guardrail violation - eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl was sent'],
  ])('masks %s and keeps the words around', (_what, says) => {
    const text = bodyOf(says, 'text/plain');
    expect(text).toMatch(/\[masked [^\]]*\](?:\.| is| was) ?/);
    expect(text).not.toMatch(/hunter|eyJzdWIi|planted/);
    expect(text.split(' ')[0]).toBe(says.split(' ')[0]);
  });

  it.each([
    ['behind a line break', 'key:\\nsk-planted-secret-value-9f3c'],
    ['behind an escaped space', 'Bearer\\u0020plain-value-1'],
    ['spelled with escapes', 'Bearer plain\\u002dvalue-1'],
    ['behind an escaped slash', 'a\\/sk-planted-secret-value-9f3c'],
    ['in JSON with escaped quotes', '{\\u0022password\\u0022:\\u0022plain-value-1\\u0022}'],
    ['before an escape that JSON does not know', 'sk-planted-secret-value-9f3c \\Bearer'],
    ['in a string that is cut off', 'a\\nsk-planted-secret-value-9f3c \\u00'],
  ])('masks a credential %s', (_what, content) => {
    const text = bodyOf(`{"text":"${content}"}`);
    expect(text).toMatch(/\[masked /);
    expect(text).not.toMatch(/plain|planted/);
  });

  it('masks over the lines that an event’s data is split into', () => {
    const text = bodyOf(
      'data: {"access_token"\r\ndata: :"plain-value"}\r\n\r\n',
      'text/event-stream; charset=utf-8',
    );
    expect(text).toMatch(/^data: \{"access_token"\r\ndata: :"\[masked [^"]*"\}\r\n\r\n$/);
  });

  it('masks in JSON that is called an event stream', () => {
    expect(bodyOf('{\n"code_verifier":\n"plain-value"}', 'text/event-stream')).not.toContain('plain-value');
  });

  it('masks in an event behind one with half a quote', () => {
    const text = bodyOf('data: it"s\n\ndata: {"access_token":"plain-value"}\n\n', 'text/event-stream');
    expect(text).not.toContain('plain-value');
  });

  it.each([
    [
      'as text',
      { text: '--b\r\nContent-Disposition: form-data; name="code"\r\n\r\nplain-value\r\n--b--\r\n' },
    ],
    ['as a list', { params: [{ name: 'code', value: 'plain-value' }] }],
  ])('masks in multipart forms %s', (_what, postData) => {
    const text = sentAs({ mimeType: 'multipart/form-data; boundary=b', ...postData }) ?? '';
    expect(text).not.toContain('plain-value');
    expect(readMask(decodeURIComponent(text))).toBeDefined();
  });

  it('makes of a form in parts what a page sends as text', () => {
    const sent = new URLSearchParams({ scope: 'mcp email', resource: 'https://a.test/mcp', code: SECRET });
    const params = [...sent].map(([name, value]) => ({ name, value }));
    const asText = redact({ sent: sent.toString(), sentType: FORM });
    expect(sentAs({ mimeType: FORM, params })).toBe(asText.request.body?.text);
  });

  it('masks what stands in a multipart form’s boundary', () => {
    const { request } = redact({ sent: `--b ${SECRET}\r\n`, sentType: 'multipart/form-data' });
    expect(request.body?.text).not.toContain(SECRET);
  });

  it('masks what stands where a form has a name', () => {
    const { request } = redact({
      sent: `${SECRET}=1&${SECRET}`,
      sentType: FORM,
      requestHeaders: { cookie: `${SECRET}=1` },
    });
    expect(JSON.stringify(request)).not.toContain(SECRET);
  });

  it('masks in event streams', () => {
    const text = bodyOf(
      `event: message\ndata: {"result":{"access_token":"${SECRET}"}}\n\n`,
      'text/event-stream',
    );
    expect(text).toMatch(/^event: message\ndata: \{"result":\{"access_token":"\[masked /);
  });

  it('masks in forms and keeps the rest of them', () => {
    const { request } = redact({
      sent: `grant_type=authorization_code&code=abc123&code_verifier=${SECRET}&client_id=me`,
      sentType: FORM,
    });
    const form = new URLSearchParams(request.body?.text);
    expect(form.get('grant_type')).toBe('authorization_code');
    expect(form.get('client_id')).toBe('me');
    expect(readMask(form.get('code') ?? '')).toBeDefined();
    expect(readMask(form.get('code_verifier') ?? '')).toBeDefined();
  });

  it('masks a value seen as a credential in a header wherever it stands in a body, even when its form tells nothing', () => {
    const plain = 'correct-horse-battery';
    const { response } = redact({
      requestHeaders: { authorization: `Bearer ${plain}` },
      received: { said: `you sent ${plain}` },
    });
    expect(response.body?.text).not.toContain(plain);
  });

  it('takes no debug header that a body lists for a credential, whose value it would look for elsewhere', () => {
    const label = 'oauth2-passthrough';
    const { response } = redact({
      received: { headers: [{ name: 'x-mcp-debug-auth-resolution', value: label }] },
      responseHeaders: { 'x-mcp-debug-auth-resolution': label },
    });
    expect(response.body?.text).toContain(label);
    expect(header(response.headers, 'x-mcp-debug-auth-resolution')).toBe(label);
  });

  it('encodes a mask in a path whole, however long the claims of its token make it', () => {
    const claims = { iss: 'ä'.repeat(200), aud: 'ö'.repeat(200), scope: 'ü'.repeat(200) };
    const token = `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
    const { request } = redact({ url: `${GATEWAY}/hook/${token}/end` });
    expect(request.url).toMatch(/\/hook\/%5Bmasked%20[^[\]# ]+%5D\/end$/);
  });

  it('takes a path with what only looks like a mask, and half a character in it', () => {
    const { response } = redact({
      requestHeaders: { authorization: `Bearer ${SECRET}` },
      responseHeaders: { location: `/[masked \ud800]/${SECRET}` },
    });
    expect(header(response.headers, 'location')).toMatch(
      /^\/%5Bmasked%20%EF%BF%BD%5D\/%5Bmasked%20[^[\]# ]+%5D$/,
    );
  });

  it('reads a path with many beginnings of masks once, not once for each', () => {
    const { response } = redact({
      requestHeaders: { authorization: `Bearer ${SECRET}` },
      // A look to the end from each would outlast the test's limit.
      responseHeaders: { location: `/${SECRET}/${'[masked '.repeat(250_000)}` },
    });
    expect(header(response.headers, 'location')).toMatch(/^\/%5Bmasked%20[^[\]# ]+%5D\/\[masked \[masked /);
  });

  it('does not look elsewhere for the values of headers nobody knows, which may be words', () => {
    const { request, response } = redact({
      requestHeaders: { 'x-mode': 'background' },
      received: { mode: 'background' },
    });
    expect(header(request.headers, 'x-mode')).toMatch(/^\[masked /);
    expect(response.body?.text).toBe('{"mode":"background"}');
  });

  it.each(['auth_value', 'code_verifier', 'clientSecret', 'x-api-key', 'Set-Cookie', 'refreshToken'])(
    'knows %s for a credential',
    (name) => {
      expect(bodyOf({ [name]: 'short' })).toMatch(/\[masked /);
    },
  );

  it('leaves JSON without credentials as it was, to the letter', () => {
    const body = '{ "progressToken": "abc", "a" : 12345678901234567890, "a": 1e400, "t":"x\\u0041\\"y\\"" }';
    expect(bodyOf(body)).toBe(body);
  });

  it('takes time in proportion to the length, also for unclosed quotes', () => {
    // A quadratic scan of this would outlast the test's limit by far.
    expect(bodyOf(`"${'\\"'.repeat(2_000_000)}`)).toHaveLength(4_000_001);
  });
});

describe('URLs', () => {
  it.each([
    [`${GATEWAY}/mcp?api_key=${SECRET}`],
    [`${GATEWAY}/cb?code=1&state=${SECRET}`],
    [`${GATEWAY}/cb#access_token=${SECRET}`],
    [`${GATEWAY}/${SECRET}/mcp?a=1`],
    [`http://user:${SECRET}@127.0.0.1:4000/mcp`],
    [`${GATEWAY}/authorize?redirect_uri=${encodeURIComponent(`https://x.test/?token=${SECRET}`)}`],
  ])('masks %s', (url) => {
    const { request } = redact({ url });
    expect(decodeURIComponent(request.url)).not.toContain(SECRET);
    expect(URL.canParse(request.url)).toBe(true);
    expect(new URL(request.url).search === '').toBe(!url.includes('?'));
  });

  it('keeps an URL without credentials as it was', () => {
    const url = `${GATEWAY}/mcp/a%20b?x=1&y=%2F#top`;
    expect(redact({ url }).request.url).toBe(url);
  });
});

it('changes nothing in what it has redacted already', () => {
  const once = redact({
    requestHeaders: { authorization: `Bearer ${SECRET}` },
    received: { access_token: SECRET },
  });
  const value = header(once.request.headers, 'authorization') ?? '';
  const again = redact({ requestHeaders: { authorization: value }, received: once.response.body?.text });
  expect(header(again.request.headers, 'authorization')).toBe(value);
  expect(again.response.body?.text).toBe(once.response.body?.text);
});

it('reads an entry that lacks nearly everything', () => {
  expect(redactOdd({ request: { method: 'GET', url: 'x' }, response: {} }, 3)).toMatchObject({
    index: 3,
    request: { method: 'GET', url: 'x' },
    response: { status: 0, headers: [] },
  });
});

it.each<[string, unknown]>([
  ['null', null],
  ['text', 'entry'],
  ['null parts', { request: null, response: null, timings: null }],
  [
    'lists of nothing',
    { request: { headers: [null, 3, {}] }, response: { headers: {} }, _eventSourceMessages: [null] },
  ],
  [
    'numbers for text',
    {
      request: { method: 1, url: 2, postData: { text: 3, mimeType: 4, params: 5 } },
      response: { statusText: 6 },
    },
  ],
  [
    'lone surrogates',
    {
      request: {
        url: 'http://x/?a=\ud800 sk-abcdefghij',
        postData: { mimeType: 'application/x-www-form-urlencoded', text: 'a=\ud800 sk-abcdefghij' },
      },
    },
  ],
  [
    'deep nesting',
    {
      request: {},
      response: {
        content: { mimeType: 'application/json', text: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
      },
    },
  ],
])('does not throw on an entry that is %s', (_what, broken) => {
  expect(redactOdd(broken).index).toBe(0);
});

describe('what a review got past an earlier version', () => {
  const text = (parts: Parts) => decodeURIComponent(JSON.stringify(redact(parts)));

  it.each<[string, Parts]>([
    [
      'an array under a credential’s name',
      { received: { authorization: ['Bearer plain-value'], token: ['a', 'plain-value'] } },
    ],
    ['an object under one', { received: { token: { value: 'plain-value' } } }],
    ['a list of headers', { received: { headers: [{ name: 'Authorization', value: 'plain-value' }] } }],
    [
      'other names',
      {
        received: {
          secret_key: 'plain-value',
          aws_secret_access_key: 'plain-value',
          passphrase: 'plain-value',
        },
      },
    ],
    ['Python’s way to write a dictionary', { received: { details: "headers={'x-api-key': 'plain-value'}" } }],
    ['an assignment', { received: 'failed: api_key=plain-value', receivedType: 'text/plain' }],
    ['the browser’s error', { error: `Bearer ${SECRET}` }],
    ['a nameless cookie', { requestHeaders: { cookie: 'plain-value' } }],
    [
      'a value behind a forged mask',
      { requestHeaders: { 'x-litellm-api-key': '[masked a short #1]plain-value' } },
    ],
    [
      'a remark of LiteLLM’s',
      { responseHeaders: { 'x-mcp-debug-inbound-auth': `authorization=Bearer****0001 (NOTE ${SECRET})` } },
    ],
    ['an ordinary header', { requestHeaders: { 'user-agent': `agent Bearer ${SECRET}` } }],
    ['a relative URL in a query', { url: `${GATEWAY}/x?next=${encodeURIComponent('/cb?code=plain-value')}` }],
    ['user information with an @', { url: 'http://u:p@plain-value@127.0.0.1:4000/mcp' }],
    ['a query with semicolons', { url: `${GATEWAY}/x?a=1;token=plain-value` }],
  ])('masks %s', (_what, parts) => {
    expect(text(parts)).not.toContain('plain-value');
    expect(text(parts)).not.toContain(SECRET);
  });

  it('leaves schemas, placeholders and words alone', () => {
    const received = {
      inputSchema: { properties: { token: { type: 'string', description: 'the token', enum: ['a', 'b'] } } },
      auth_value: '********',
      client_secret: '[REDACTED]',
      api_key: 'YOUR_KEY',
      said: 'tools/list',
    };
    const { response } = redact({
      requestHeaders: { cookie: 'tab=tools/list; server=everything' },
      received,
    });
    expect(response.body?.text).toBe(JSON.stringify(received));
  });
});

it.each([
  ['a password in an URL', 'no answer from postgresql://llm:correct-horse@db:5432/x', 'correct-horse'],
  ['an access key of AWS', 'denied to AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['an API key of Google', `denied to AIza${'Sy0aB-'.repeat(6).slice(0, 35)}`, 'Sy0aB-Sy0aB-'],
  ['a private key', 'read -----BEGIN RSA PRIVATE KEY-----\\nMIIEowIBAAKCAQEA7v\\n', 'MIIEowIBAAKCAQEA7v'],
  ['a live key of Stripe', 'denied to sk_live_4eC39HqLyjWDar', 'sk_live_4eC39HqLyjWDar'],
  ['a temporary key of AWS', 'denied to ASIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'],
  ['a token of Notion', 'denied to ntn_1234567890abcdefghij', 'ntn_1234567890abcdefghij'],
  ['a token of Google', 'denied to ya29.a0AfB_byC1234567890', 'ya29.a0AfB_byC1234567890'],
  ['a key named in JSON', '{"signing_key":"0123456789abcdef"}', '0123456789abcdef'],
])('masks %s wherever it stands', (_what, received, secret) => {
  const exchange = redact({ status: 500, received });
  expect(exchange.response.body?.text).toContain('[masked ');
  expect(JSON.stringify(exchange)).not.toContain(secret);
});

it.each(['/mcp/github_enterprise_server', 'github_enterprise_server'])(
  'does not take the state %s for a credential where a server is called so',
  (state) => {
    const redact = createRedact(litellm());
    redact(entry({ url: `http://127.0.0.1:4000/authorize?state=${encodeURIComponent(state)}` }), 0);
    const url = 'http://127.0.0.1:4000/mcp/github_enterprise_server';
    expect(redact(entry({ url }), 1).request.url).toBe(url);
  },
);

it('what a header says in words about a scheme is no credential that a report would be refused for', () => {
  const says = (value: string) => {
    const secrets = createSecrets();
    createRedact(litellm(), secrets)(entry({ responseHeaders: { 'x-error': value } }), 0);
    return () => secrets.assertNoneIn(value);
  };
  expect(says('Bearer authentication is required')).not.toThrow();
  expect(says('Bearer Tr0ub4dor3')).toThrow();
});

it('an id that equals a credential is masked wherever it stands', () => {
  const { request, response } = redact({
    requestHeaders: { 'x-request-id': SECRET, authorization: `Bearer ${SECRET}` },
    responseHeaders: {
      'x-request-id': 'zebra-finch-session-4711',
      'mcp-session-id': 'zebra-finch-session-4711',
    },
  });
  expect(JSON.stringify([request.headers, response.headers])).not.toMatch(/planted|zebra-finch/);
  expect(request.headers.map(({ name }) => name)).toEqual(['x-request-id', 'authorization']);
});

it('of the places that repeat a header’s value the first twenty are kept, for all headers together', () => {
  const names = Array.from({ length: 30 }, (_each, at) => `p${at}`);
  const { request } = redact({
    requestHeaders: { 'mcp-param-a': 'same', 'mcp-param-b': 'same' },
    sent: {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'echo', arguments: Object.fromEntries(names.map((name) => [name, 'same'])) },
    },
  });
  const [one, other] = request.headers.flatMap(({ repeats }) => (repeats ? [repeats] : []));
  expect(one).toHaveLength(20);
  expect(other).toBe(one);
});
