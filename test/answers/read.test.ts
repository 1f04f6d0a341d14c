import { describe, expect, it } from 'vitest';
import {
  challenged,
  failed,
  GATEWAY,
  inspect,
  listed,
  type Parts,
  toolCall,
  toolFailed,
  toolSaid,
} from '../har-entry.ts';
import { issued, registered } from '../login.ts';
import { inBody, inModelStream, inProxyError, inRest, inResult, inRpc, inText } from '../said-in.ts';

const read = (...exchanges: readonly Parts[]) => inspect(...exchanges).refusals ?? [];

const callback = (query: string): Parts => ({
  method: 'GET',
  url: `${GATEWAY}/callback?state=1&${query}`,
  received: '',
});

describe('a refusal has its carrier, its code and its words', () => {
  it.each<[string, readonly Parts[], string, string, string]>([
    ['an HTTP status', [inBody(418, 'no tea')], 'http', '418', 'no tea'],
    ['a status that says nothing', [{ status: 502, received: '' }], 'http', '502', ''],
    ['a JSON-RPC error', [inRpc(-32000, 'no\n tea')], 'json-rpc', '-32000', 'no tea'],
    [
      'a JSON-RPC error with a status',
      [{ ...inRpc(-32000, 'no tea'), status: 400 }],
      'json-rpc',
      '-32000',
      'no tea',
    ],
    ['a tool’s result', [inResult('no tea')], 'tool-result', 'isError', 'no tea'],
    [
      'the REST routes',
      [inRest(409, { error: 'conflict', message: 'no tea' })],
      'rest',
      '409',
      'conflict: no tea',
    ],
    [
      'the REST routes inside a 200',
      [{ ...inRest(200, ''), received: { tools: [], error: 'unexpected_error', message: 'no tea' } }],
      'rest',
      '200',
      'no tea',
    ],
    [
      'a tool’s result of the REST routes',
      [{ ...inRest(200, ''), received: { isError: true, content: [{ type: 'text', text: 'no tea' }] } }],
      'tool-result',
      'isError',
      'no tea',
    ],
    [
      'an event of a model’s stream',
      [inModelStream({ type: 'error', error: { message: 'no tea' } })],
      'llm-event',
      'error',
      'no tea',
    ],
    [
      'the gateway’s event in one',
      [inModelStream({ type: 'mcp_gateway_error', error: { message: 'no tea' } })],
      'llm-event',
      'mcp_gateway_error',
      'no tea',
    ],
    [
      'a call in one',
      [
        inModelStream({
          type: 'response.output_item.done',
          item: { type: 'mcp_call', name: 'tea', error: { message: 'no tea' } },
        }),
      ],
      'llm-event',
      'mcp_call',
      'no tea',
    ],
    [
      'a step of a login',
      [{}, { ...issued, status: 400, received: { error: 'invalid_grant', error_description: 'no tea' } }],
      'oauth-error',
      'invalid_grant',
      'no tea',
    ],
    [
      'the way back from one',
      [challenged, callback('error=access_denied&error_description=no%20tea')],
      'oauth-error',
      'access_denied',
      'no tea',
    ],
    [
      'the browser',
      [failed('net::ERR_HTTP2_PROTOCOL_ERROR')],
      'net-error',
      '0',
      'net::ERR_HTTP2_PROTOCOL_ERROR',
    ],
    [
      'a redirect to a sign-in page',
      [{ status: 302, received: '', responseHeaders: { location: 'https://acme.okta.com/app/mcp' } }],
      'http',
      '302',
      'location: https://acme.okta.com/app/mcp',
    ],
  ])('%s', (_what, exchanges, carrier, code, words) => {
    expect(read(...exchanges)).toMatchObject([{ carrier, code, words }]);
  });
});

describe('nothing was refused where', () => {
  it.each<[string, readonly Parts[]]>([
    ['a list came', [{}]],
    [
      'a tool talks of errors and succeeds',
      [{ sent: toolCall('everything-echo'), ...toolSaid('Guardrail violation - x') }],
    ],
    ['the client gave up', [failed('net::ERR_ABORTED')]],
    ['the client gave up, in Firefox', [failed('NS_BINDING_ABORTED')]],
    ['the browser gives no reason', [{ status: 0, received: '', receivedType: '' }]],
    [
      'a redirect goes to another form of the URL',
      [{ status: 307, received: '', responseHeaders: { location: '/mcp/' } }],
    ],
    [
      'a person is sent to sign in',
      [challenged, { ...callback('code=1'), status: 302, responseHeaders: { location: '/login' } }],
    ],
    [
      'the REST routes say that there is no error',
      [{ ...inRest(200, ''), received: { tools: [], error: null } }],
    ],
    [
      'a model writes of errors',
      [inModelStream({ type: 'response.output_text.delta', delta: '{"error": "no"}' })],
    ],
    [
      'a model’s stream says that there is none',
      [inModelStream({ type: 'response.completed', response: { error: null } })],
    ],
    ['a client registered', [{}, registered]],
  ])('%s', (_what, exchanges) => {
    expect(read(...exchanges)).toEqual([]);
  });
});

it('reads all that one response says, in its order', () => {
  const results = [toolFailed('first').received, inRpc(-32000, 'second').received];
  const received = results.map((each) => `data: ${JSON.stringify(each)}\n\n`).join('');
  expect(
    read({ sent: toolCall('everything-echo'), received, receivedType: 'text/event-stream' }),
  ).toMatchObject([
    { carrier: 'tool-result', words: 'first' },
    { carrier: 'json-rpc', words: 'second' },
  ]);
});

describe('the reason', () => {
  it.each<[number, string]>([
    [400, 'unknown'],
    [401, 'auth'],
    [403, 'permission'],
    [404, 'not-found'],
    [405, 'method'],
    [406, 'accept'],
    [408, 'timeout'],
    [413, 'size'],
    [415, 'media-type'],
    [418, 'unknown'],
    [429, 'rate'],
    [500, 'crash'],
    [503, 'crash'],
    [504, 'timeout'],
  ])('of a bare %i goes by the status', (status, reason) => {
    expect(read({ status, received: '', receivedType: '' })).toMatchObject([
      { reason, by: 'unknown', certain: false },
    ]);
  });

  it.each<[number, string]>([
    [403, 'bot-check'],
    [406, 'bot-check'],
    [429, 'rate'],
    [502, 'unreachable'],
    [503, 'unreachable'],
    [504, 'timeout'],
    [521, 'unreachable'],
    [522, 'timeout'],
    [524, 'timeout'],
  ])('of a proxy’s own %i goes by the status', (status, reason) => {
    const responseHeaders = { 'content-type': 'text/html', server: 'cloudflare' };
    const parts = { ...inText(status, '<html>no</html>', 'text/html'), responseHeaders };
    expect(read(parts)).toMatchObject([{ reason, by: 'edge', product: 'Cloudflare' }]);
  });

  it.each<[number, string]>([
    [-32700, 'parameters'],
    [-32601, 'method'],
    [-32602, 'parameters'],
    [-32002, 'not-found'],
  ])('of the code %i goes by the code, whatever the status', (code, reason) => {
    expect(read({ ...inRpc(code, 'x'), status: 403 })).toMatchObject([{ reason }]);
  });

  it.each<[number, string, string]>([
    [-32600, 'parameters', 'permission'],
    [-32603, 'crash', 'permission'],
    [-32000, 'unknown', 'permission'],
  ])('of the code %i, which says little, goes by the status where that says more', (code, alone, reason) => {
    expect(read(inRpc(code, 'x'))).toMatchObject([{ reason: alone }]);
    expect(read({ ...inRpc(code, 'x'), status: 400 })).toMatchObject([{ reason: alone }]);
    expect(read({ ...inRpc(code, 'x'), status: 403 })).toMatchObject([{ reason }]);
  });

  it.each([
    [
      { status: 'rate_limited', http_status: 429 },
      { reason: 'rate', by: 'server' },
    ],
    [{ status: 'rate_limited' }, { reason: 'rate', by: 'gateway' }],
    [{ status: 'on_holiday' }, { reason: 'unknown', by: 'gateway' }],
  ])('of an outcome that no rule of its own is about goes by the outcome: %o', (outcome, right) => {
    expect(read(listed({ everything: outcome }))).toMatchObject([{ ...right, carrier: 'list-outcome' }]);
    expect(read(listed({ everything: { status: 'unreachable' } }))).toEqual([]);
  });

  it('of words goes before that of a status', () => {
    expect(read(inProxyError(400, 'Budget has been exceeded! Key=bot-key'))).toMatchObject([
      { reason: 'budget' },
    ]);
  });

  it('of words stands in the data of a JSON-RPC error too', () => {
    expect(read(inRpc(-32603, 'refused', { details: 'Guardrail violation - no-secrets' }))).toMatchObject([
      { reason: 'guardrail', words: 'refused' },
    ]);
  });
});

describe('who said it', () => {
  it('is who the words are of, where they name one', () => {
    expect(read(inRpc(-32603, 'Guardrail violation - x'))).toMatchObject([
      { by: 'gateway', certain: true, marks: [] },
    ]);
  });

  it('is the tool in a tool’s result, and the authorization server in a login', () => {
    expect(read(inResult('no tea'))).toMatchObject([{ by: 'tool', certain: false }]);
    expect(read({}, { ...issued, status: 400, received: { error: 'invalid_grant' } })).toMatchObject([
      { by: 'authorization-server' },
    ]);
  });

  it('is a proxy in front, in a login as well, where a mark shows it', () => {
    const walled = { ...issued, status: 403, received: '', responseHeaders: { 'cf-mitigated': 'challenge' } };
    expect(read({}, walled)).toMatchObject([{ by: 'edge', product: 'Cloudflare' }]);
  });

  it('is not LiteLLM where a proxy’s page quotes it, nor a proxy where LiteLLM quotes one', () => {
    const quoting = {
      ...inText(403, '<html>MCP request failed</html>', 'text/html'),
      responseHeaders: { server: 'cloudflare', 'content-type': 'text/html' },
    };
    expect(read(quoting)).toMatchObject([{ by: 'edge', reason: 'bot-check' }]);
    expect(read(inProxyError(500, 'upstream said: <title>502 Bad Gateway</title>'))).toMatchObject([
      { by: 'gateway', reason: 'crash' },
    ]);
  });

  it('comes with the marks by which it is known', () => {
    const responseHeaders = { 'x-litellm-version': '1.110.2' };
    expect(read({ ...inBody(418, 'no tea'), responseHeaders })[0]?.marks).toEqual([
      { header: 'x-litellm-version', quote: 'x-litellm-version: 1.110.2' },
    ]);
  });
});

describe('how long to wait', () => {
  const waits = (value: string) =>
    read({ status: 429, received: '', responseHeaders: { 'retry-after': value } })[0]?.retryAfter;

  it('is a number of seconds', () => {
    expect(waits('30')).toBe(30);
  });

  it('is not known by a date, which is one of the server’s clock', () => {
    expect(waits('Fri, 31 Dec 2026 23:59:59 GMT')).toBeUndefined();
  });
});
