import { describe, expect, it } from 'vitest';
import { gotOver, whatFails } from '../../src/diagnosis/got-over.ts';
import {
  CLIENT_HEADERS,
  challenged,
  failed,
  GATEWAY,
  inOrder,
  inspectAll,
  type Parts,
  refused,
  rpc,
  toolCall,
  toolFailed,
  toolSaid,
} from '../har-entry.ts';
import { carrying, issued } from '../login.ts';

const over = (...exchanges: readonly Parts[]) =>
  [...gotOver(inspectAll(inOrder(exchanges)))].toSorted((one, other) => one - other);
const fails = (...exchanges: readonly Parts[]) => whatFails(inspectAll(inOrder(exchanges)));

const unknown: Parts = { status: 500, received: { error: 'MCP request failed', details: 'x' } };
const add = { sent: toolCall('everything-add') };
const echo = { sent: toolCall('everything-echo') };
const tokenRefused: Parts = { ...issued, status: 400, received: { error: 'invalid_grant' } };

describe('the client got over a failure', () => {
  it.each<[string, readonly Parts[]]>([
    ['where it asked again', [unknown, {}]],
    [
      'of a tool that worked the second time',
      [
        { ...add, ...toolFailed('busy') },
        { ...add, ...toolSaid('3') },
      ],
    ],
    ['inside a 200', [refused(-32603, 'boom'), {}]],
    ['of a step of a login', [tokenRefused, issued]],
    ['whatever the query of the URL', [{ ...unknown, url: `${GATEWAY}/mcp/everything?attempt=1` }, {}]],
  ])('%s', (_what, exchanges) => {
    // What comes after a challenge is a login for MCP.
    expect(over({ ...challenged, url: `${GATEWAY}/mcp/other` }, ...exchanges)).toEqual([1]);
  });

  it('where it asked again more than once', () => {
    expect(over(unknown, unknown, {})).toEqual([0, 1]);
  });

  it('of a preflight, where the request went through later', () => {
    const url = `${GATEWAY}/mcp/everything`;
    const origin = 'http://agent.test';
    const preflight: Parts = {
      method: 'OPTIONS',
      url,
      requestHeaders: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-litellm-api-key',
      },
      status: 400,
      received: '',
    };
    const responseHeaders = { 'access-control-allow-origin': origin };
    expect(over(preflight, { url, requestHeaders: { ...CLIENT_HEADERS, origin }, responseHeaders })).toEqual([
      0,
    ]);
  });
});

it('a call that worked has nothing to get over', () => {
  expect(over({}, {})).toEqual([]);
});

describe('a failure is still there', () => {
  it.each<[string, readonly Parts[]]>([
    ['where nothing came after it', [unknown]],
    ['where what came before it worked', [{}, unknown]],
    ['where it failed again', [unknown, unknown]],
    [
      'where another tool worked',
      [
        { ...add, ...toolFailed('busy') },
        { ...echo, ...toolSaid('3') },
      ],
    ],
    ['where another method worked', [{ ...unknown, sent: rpc('prompts/list') }, {}]],
    ['where another server worked', [unknown, { url: `${GATEWAY}/mcp/other` }]],
    ['where the second attempt failed inside a 200', [unknown, refused(-32603, 'boom')]],
    [
      'where the tool failed the second time',
      [
        { ...add, status: 500, received: '' },
        { ...add, ...toolFailed('busy') },
      ],
    ],
  ])('%s', (_what, exchanges) => {
    expect(over(...exchanges)).toEqual([]);
  });
});

describe('what a recording still fails of', () => {
  it('is nothing where all went well, or was got over', () => {
    expect(fails({})).toBeUndefined();
    expect(fails(unknown, {})).toBeUndefined();
  });

  it('is the first error in the order in which a request travels', () => {
    const limited: Parts = { status: 429, received: '' };
    expect(fails({ ...unknown, sent: rpc('prompts/list') }, limited)).toMatchObject({
      rule: 'rate-limited',
      hop: 'client-to-gateway',
    });
  });

  it('is a later error rather than one that was got over', () => {
    const alias: Parts = {
      url: `${GATEWAY}/mcp/x`,
      status: 404,
      received: { detail: "MCP server 'x' not found" },
    };
    expect(fails({ status: 429, received: '' }, {}, alias)?.rule).toBe('server-alias-unknown');
  });

  it('is a refusal that only warns, without an error', () => {
    const gone: Parts = {
      requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': 'session-number-one' },
      status: 404,
      received: { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Session not found' } },
    };
    expect(fails(gone)?.rule).toBe('session-expired');
    expect(fails(gone, {})).toBeUndefined();
  });

  it('is a warning about answers that the page never gets', () => {
    const hidden: Parts = { requestHeaders: { ...CLIENT_HEADERS, origin: 'http://agent.test' } };
    expect(fails(hidden, hidden)).toMatchObject({ rule: 'response-hidden-by-cors', hop: 'browser' });
    const readable = { responseHeaders: { 'access-control-allow-origin': '*' } };
    expect(fails(hidden, { ...hidden, ...readable })).toBeUndefined();
  });

  it('is a warning about requests that never got an answer, not about one of several', () => {
    const aborted: Parts = { ...failed('net::ERR_ABORTED'), wait: 70_000 };
    expect(fails(aborted, aborted)).toMatchObject({ rule: 'request-aborted', hop: 'gateway-to-server' });
    expect(fails({ sent: rpc('initialize') }, aborted)).toBeUndefined();
  });

  it('is no warning about a step of a login that went on', () => {
    const incomplete: Parts = {
      method: 'GET',
      url: `${GATEWAY}/authorize?response_type=code&client_id=x&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb`,
      status: 302,
      responseHeaders: { location: 'http://127.0.0.1/cb?code=abc' },
      received: '',
    };
    const all = [challenged, incomplete, issued, carrying('issued-access-token')];
    expect(inspectAll(inOrder(all)).flatMap(({ findings }) => findings.map(({ rule }) => rule))).toContain(
      'authorize-request-incomplete',
    );
    expect(fails(...all)).toBeUndefined();
  });

  it('is no warning about a call that was answered', () => {
    expect(fails({ ...add, ...toolFailed('busy') })).toBeUndefined();
  });
});

describe('a client that was refused its introduction', () => {
  const url = `${GATEWAY}/mcp/sse`;
  const introduces = { url, sent: rpc('initialize', { protocolVersion: '2025-06-18' }) };
  const opens: Parts = {
    method: 'GET',
    url,
    requestHeaders: { ...CLIENT_HEADERS, accept: 'text/event-stream' },
    received: 'event: endpoint\ndata: /messages?session_id=1\n\n',
    receivedType: 'text/event-stream',
  };

  it.each([400, 404, 405])('got over it by the legacy transport, after %i', (status) => {
    const refusedIt = { ...introduces, status, received: { error: 'no' } };
    expect(over(refusedIt, opens)).toEqual([0]);
    expect(fails(refusedIt, opens)).toBeUndefined();
  });

  it('did not get over it where the stream is at another address, or is none of that transport', () => {
    const refusedIt = { ...introduces, status: 405, received: '' };
    expect(over(refusedIt, { ...opens, url: `${GATEWAY}/mcp/other/sse` })).toEqual([]);
    expect(over(refusedIt, { ...opens, received: ': ping\n\n' })).toEqual([]);
    expect(over({ ...refusedIt, sent: rpc('tools/list') }, opens)).toEqual([]);
  });
});

describe('a call that the client took back', () => {
  const open: Parts = { ...add, received: ': open\n\n', receivedType: 'text/event-stream' };
  const cancels = (requestId: number): Parts => ({
    sent: { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } },
    status: 202,
    received: '',
  });

  it('is got over, although its cancellation is listed behind it', () => {
    expect(over(open, cancels(1))).toEqual([0]);
    expect(fails(open, cancels(1))).toBeUndefined();
  });

  it('is not where another one was cancelled, or the same id of a later session', () => {
    expect(over(open, cancels(2))).toEqual([]);
    expect(over(open, { ...echo, ...toolSaid('x') }, cancels(1))).toEqual([]);
    expect(over({ ...add, ...refused(-32603, 'boom') }, cancels(1))).toEqual([]);
  });
});

it('fails of the login, not of the request that asked for it', () => {
  const asked = { ...challenged, requestHeaders: { accept: CLIENT_HEADERS.accept } };
  expect(fails(asked)?.hop).not.toBe('authorization-server');
  expect(fails(asked, tokenRefused)?.rule).toBe('token-request-failed');
});
