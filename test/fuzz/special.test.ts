import { describe, expect, it } from 'vitest';
import { header } from '../../src/exchange/exchange.ts';
import { lookOf } from '../../src/exchange/mask.ts';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { createInspector } from '../../src/inspect.ts';
import { decodeDebugHeaders } from '../../src/litellm/debug-headers.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { readEventStream } from '../../src/mcp/event-stream.ts';
import { toolsListed } from '../../src/mcp/rpc.ts';
import { decodeChallenge, readChallenges } from '../../src/oauth/challenge.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { entry, inspect } from '../har-entry.ts';
import { exchangeOf } from './exchanges.ts';

const message = (id: number) => JSON.stringify({ jsonrpc: '2.0', id, result: {} });
const challenge = (value: string) => ({ name: 'www-authenticate', value });

describe('sizes', () => {
  it('reads 100,000 tools', () => {
    const tools = Array.from({ length: 100_000 }, (_, index) => ({ name: `tool-${index}` }));
    const { rpc } = inspect({ received: { jsonrpc: '2.0', id: 1, result: { tools } } });
    expect(rpc?.received.flatMap((one) => toolsListed(one) ?? [])).toHaveLength(100_000);
  });

  it('reads 200,000 messages of one stream, the last as well as the first', () => {
    const received = Array.from({ length: 200_000 }, (_, id) => `data: ${message(id)}\n\n`).join('');
    const { rpc } = inspect({ received, receivedType: 'text/event-stream' });
    expect(rpc?.received.at(-1)).toMatchObject({ type: 'result', id: 199_999 });
  });

  it('finds the message among 200,000 that are none', () => {
    const received = `${'data: x\n\n'.repeat(200_000)}data: ${message(1)}\n\n`;
    expect(inspect({ received, receivedType: 'text/event-stream' }).rpc?.received).toHaveLength(1);
  });

  it.each(['authorization', 'cookie', 'www-authenticate', 'x-mcp-debug-inbound-auth', 'x-unknown'])(
    'takes a value of 64 kB in %s',
    (name) => {
      const responseHeaders = { [name]: `Bearer a="${'b'.repeat(65_536)}"` };
      const { exchange } = inspect({ status: 401, responseHeaders });
      expect(header(exchange.response.headers, name)).toBeDefined();
    },
  );

  it('looks into JSON 10,000 deep', () => {
    const deep = `${'[{"a":'.repeat(10_000)}{"token":"plain-value"}${'}]'.repeat(10_000)}`;
    const { exchange } = inspect({ received: `{"jsonrpc":"2.0","id":1,"result":${deep}}` });
    expect(exchange.response.body?.text).toContain('[masked ');
    expect(exchange.response.body?.text).not.toContain('plain-value');
  });

  it('shows no more of a JWT with huge claims than of another', () => {
    const claims = Buffer.from(JSON.stringify({ aud: 'x'.repeat(1_000_000), iss: 'me' })).toString(
      'base64url',
    );
    const { claims: shown } = lookOf(`eyJhIjoxfQ.${claims}.signature`);
    expect(shown?.['aud']).toHaveLength(200);
    expect(shown?.['iss']).toBe('me');
  });

  it.each(['eyJ!.!.!', 'eyJhIjoxfQ.a.b', 'eyJhIjoxfQ.bnVsbA.', 'eyJhIjoxfQ.WzFd.x'])(
    'takes %s for a value without claims',
    (jwt) => {
      expect(lookOf(jwt).claims).toBeUndefined();
    },
  );

  it('takes time in proportion to the length, whatever punctuation a token ends in', () => {
    // A quadratic search of this would outlast the test's limit by far.
    const { exchange } = inspect({
      requestHeaders: { authorization: 'Bearer correct-horse-battery' },
      received: `${'.'.repeat(1_000_000)}a`,
    });
    expect(exchange.response.body?.text).toHaveLength(1_000_001);
  });

  it.each([
    ['signs', `Bearer${','.repeat(1_000_000)}x`],
    ['spaces', `{"a"${' '.repeat(1_000_000)}:1}`],
  ])('masks a credential that is mostly %s, in proportion to its length', (_what, authorization) => {
    const { exchange } = inspect({ requestHeaders: { authorization } });
    expect(header(exchange.request.headers, 'authorization')).toMatch(/^\[masked .{1,80}\]$/);
  });

  it('follows URLs inside URLs only so deep, and masks what is deeper', () => {
    const url = `http://127.0.0.1:4000/mcp${'?a=http://x/'.repeat(100_000)}?token=plain-value`;
    const { exchange } = inspect({ url, received: { jsonrpc: '2.0', id: 1, result: {} } });
    expect(exchange.request.url).not.toContain('plain-value');
  });
});

describe('odd entries', () => {
  it.each([null, 1, 'entry', [], {}, { request: [] }, { response: { status: 'ok', content: { size: -5 } } }])(
    'leaves %j out',
    (odd) => {
      const [read] = readHar(JSON.stringify({ log: { entries: [odd] } }));
      expect(read && createInspector().add(read)).toBeFalsy();
    },
  );

  it('reads sizes, dates and statuses that are none', () => {
    const odd = {
      startedDateTime: 'yesterday',
      time: 'long',
      request: { method: 'POST', url: 'http://x/mcp', bodySize: -7, postData: { text: message(1) } },
      response: { status: '5x', content: { size: -7, text: 'a\0b' } },
    };
    const text = JSON.stringify({ log: { entries: [odd] } }).replace('"long"', '1e999');
    const [read] = readHar(text);
    expect(read && createRedact(litellm())(read, 0)).toMatchObject({
      startedAt: 0,
      duration: 0,
      request: { body: { size: -1 } },
      response: { status: 0, body: { size: -1, text: 'a\0b' } },
    });
  });

  it('keeps members and parameters called __proto__ apart from objects’ own', () => {
    const responseHeaders = {
      'x-mcp-debug-auth-resolution': 'multiple',
      'x-mcp-debug-auth-resolutions': '{"__proto__":"no-auth","constructor":{"toString":1}}',
    };
    expect(inspect({ responseHeaders }).debug?.resolutions).toMatchObject({ constructor: '{"toString":1}' });
    expect(readChallenges('Bearer __proto__="a", constructor="b"')[0]?.parameters['constructor']).toBe('b');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('reads labels that are no text', () => {
    const responseHeaders = [{ name: 'x-mcp-debug-auth-resolutions', value: '{"a":{"toString":{}}}' }];
    expect(decodeDebugHeaders(exchangeOf({ responseHeaders }))?.resolutions?.['a']).toBe('{"toString":{}}');
  });
});

describe('headers given twice', () => {
  it('finds the Bearer challenge in the second', () => {
    const responseHeaders = [challenge('Basic realm="x"'), challenge('Bearer error="invalid_token"')];
    expect(decodeChallenge(exchangeOf({ status: 401, responseHeaders }))?.scheme).toBe('Bearer');
  });

  it('masks both', () => {
    const { request } = entry();
    const twice = { ...entry(), request: { ...request, headers: [...request.headers, ...request.headers] } };
    const values = createRedact(litellm())(twice, 0).request.headers.map(({ value }) => value);
    expect(new Set(values).size).toBe(1);
    expect(values[0]).toMatch(/^Bearer \[masked /);
  });
});

describe('event streams', () => {
  it.each(['\n', '\r\n', '\r'])('reads lines that end in %j, up to the last blank one', (end) => {
    const lines = [
      '\uFEFFevent: a',
      'data: 1',
      'data:2',
      'data',
      ': note',
      'id: 3',
      '',
      'data:',
      '',
      'data: cut',
    ];
    expect(readEventStream(lines.join(end))).toEqual([
      { event: 'a', data: '1\n2\n' },
      { event: '', data: '' },
    ]);
  });
});
