import { describe, expect, it } from 'vitest';
import {
  CLIENT_HEADERS,
  challenged,
  failed,
  GATEWAY,
  inspect,
  type Parts,
  refused,
  rpc,
  toolCall,
  verdicts,
} from '../../har-entry.ts';
import { inBody, inModelStream, inProxyError, inRest, inRpc, inText } from '../../said-in.ts';

const found = (...exchanges: readonly Parts[]) =>
  inspect(...exchanges)
    .findings.filter(({ rule }) => rule === 'failure-unexplained')
    .map(({ level, hop, title }) => `${level} ${hop}: ${title}`);

const HOST = '127.0.0.1:4000';

const stream: Parts = { method: 'GET', requestHeaders: { ...CLIENT_HEADERS, accept: 'text/event-stream' } };

describe('says who answered, and with what', () => {
  it.each<[string, Parts, string]>([
    ['a status', inBody(418, 'teapot'), `error client-to-gateway: ${HOST} answered with HTTP 418`],
    [
      'a status without a body',
      { status: 400, received: '' },
      `error client-to-gateway: ${HOST} answered with HTTP 400`,
    ],
    [
      'LiteLLM’s form of a body',
      inProxyError(409, 'boom'),
      'error gateway: The gateway answered with HTTP 409',
    ],
    [
      'a code of JSON-RPC',
      inRpc(-32000, 'boom'),
      `error gateway-to-server: ${HOST} answered with the error -32000`,
    ],
    [
      'an internal error',
      inRpc(-32603, 'boom'),
      `error gateway-to-server: ${HOST} answered with the error -32603`,
    ],
    ['the REST routes', inRest(409, 'boom'), 'error gateway: The gateway answered with HTTP 409'],
    [
      'a broken connection',
      failed('net::ERR_HTTP2_PROTOCOL_ERROR'),
      'error browser: The browser got no response',
    ],
    [
      'a request that the browser blocked',
      failed('net::ERR_FAILED'),
      'warning browser: The browser blocked this request',
    ],
    [
      'the same in Firefox',
      failed('NS_ERROR_DOM_BAD_URI'),
      'warning browser: The browser blocked this request',
    ],
    [
      'a proxy’s own status',
      { ...inText(404, '<html>no such page</html>', 'text/html'), responseHeaders: { server: 'Netlify' } },
      'error client-to-gateway: Netlify answered itself with HTTP 404',
    ],
  ])('%s', (_what, parts, says) => {
    expect(found(parts)).toEqual([says]);
  });
});

it('quotes the words, and says how it is known whose they are', () => {
  const responseHeaders = { 'x-litellm-version': '1.110.2' };
  const [finding] = inspect({ ...inProxyError(409, 'a conflict'), responseHeaders }).findings;
  expect(finding?.title).toBe('LiteLLM answered with HTTP 409');
  expect(finding?.why).toContain('x-litellm-version: 1.110.2');
  expect(finding?.evidence.map(({ quote }) => quote)).toEqual([
    'HTTP 409',
    'a conflict',
    'x-litellm-version: 1.110.2',
  ]);
});

it('claims nobody where nothing says who answered', () => {
  expect(inspect(inBody(418, 'teapot')).findings[0]?.why).toContain('Nothing in the response says');
});

describe('leaves to any rule that knows more', () => {
  it.each<[string, Parts]>([
    ['key-unverifiable/error', inBody(400, 'No connected db.')],
    ['method-unknown/warning', refused(-32601, 'Method not found')],
    ['oauth-login-required/info', challenged],
    ['rate-limited/error', { status: 429, received: '' }],
    ['gateway-unreachable/error', failed('net::ERR_CONNECTION_REFUSED')],
    ['request-aborted/warning', failed('net::ERR_ABORTED')],
  ])('%s', (verdict, parts) => {
    expect(verdicts(parts)).toEqual([verdict]);
  });
});

describe('is quiet about', () => {
  const discover = { sent: rpc('server/discover') };

  it.each<[string, Parts]>([
    ['a healthy call', {}],
    ['a probe that clients fall back from', { ...discover, ...refused(-32601, 'Method not found') }],
    ['a probe of an older release', { ...discover, ...refused(-32602, 'Invalid request parameters') }],
    ['a stream that the server does not have', { ...stream, status: 405, received: '' }],
    [
      'metadata that is not there',
      {
        method: 'GET',
        url: `${GATEWAY}/.well-known/oauth-protected-resource/mcp`,
        status: 404,
        received: '',
      },
    ],
    ['a call with arguments', { sent: toolCall('everything-echo', { error: 'no' }) }],
  ])('%s', (_what, parts) => {
    expect(found(parts)).toEqual([]);
  });

  it('a request that its own preflight explains', () => {
    const origin = 'http://agent.test';
    const preflight = {
      method: 'OPTIONS',
      requestHeaders: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'mcp-method',
      },
      status: 400,
      received: '',
    };
    expect(found(preflight, { requestHeaders: { origin }, ...failed('net::ERR_FAILED') })).toEqual([]);
  });
});

it('is an info where clients can do without', () => {
  expect(found({ ...stream, status: 418, received: {} })).toEqual([
    `info client-to-gateway: ${HOST} answered with HTTP 418`,
  ]);
});

it('fires on a model’s stream that fails for an unknown reason', () => {
  expect(
    found(inModelStream({ type: 'response.failed', response: { error: { message: 'boom' } } })),
  ).toHaveLength(1);
});
