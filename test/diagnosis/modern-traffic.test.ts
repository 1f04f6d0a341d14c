import { describe, expect, it } from 'vitest';
import { CLIENT_HEADERS, failed, inspect, type Parts, refused, rpc, verdicts } from '../har-entry.ts';
import { completed, MODERN, modern, modernCall } from '../modern.ts';

/** What clients of MCP 2026-07-28 do without anything being wrong. */

const ACKNOWLEDGED = {
  jsonrpc: '2.0',
  method: 'notifications/subscriptions/acknowledged',
  params: { _meta: {} },
};
const CHANGED = { jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: { _meta: {} } };
const ENDED = { jsonrpc: '2.0', id: 1, result: { resultType: 'complete', _meta: {} } };

const listen: Parts = modern('subscriptions/listen', { notifications: { toolsListChanged: true } });
const events = (...messages: readonly object[]): Parts => ({
  receivedType: 'text/event-stream',
  received: `: open\n\n${messages.map((each) => `event: message\ndata: ${JSON.stringify(each)}\n\n`).join('')}`,
});

describe('a subscription', () => {
  it.each<[string, Parts]>([
    ['is acknowledged', events(ACKNOWLEDGED)],
    ['told of changes', events(ACKNOWLEDGED, CHANGED)],
    ['is ended by the server', events(ACKNOWLEDGED, ENDED)],
    ['is ended by the client', { ...events(ACKNOWLEDGED), error: 'net::ERR_ABORTED', wait: 60_000 }],
    ['is ended by the client in Firefox', { ...events(ACKNOWLEDGED), error: 'NS_BINDING_ABORTED' }],
  ])('is healthy when it %s', (_what, parts) => {
    expect(verdicts({ ...listen, ...parts }).filter((each) => !each.endsWith('/info'))).toEqual([]);
  });

  it('is not when it ends before it is acknowledged', () => {
    expect(verdicts({ ...listen, ...events(CHANGED) })).toEqual(['response-missing/error']);
    expect(verdicts({ ...listen, ...failed('net::ERR_ABORTED'), wait: 5000 })).toEqual([
      'request-aborted/warning',
    ]);
  });

  it('answers for no other request of the same stream', () => {
    expect(verdicts({ ...modernCall('everything-echo'), ...events(ACKNOWLEDGED) })).toEqual([
      'response-missing/error',
    ]);
  });
});

const ANSWERS: readonly (readonly [string, Parts])[] = [
  ['nothing', { received: '', receivedType: '' }],
  ['a line of text', { received: 'Method Not Allowed', receivedType: 'text/plain' }],
  [
    'a JSON-RPC error',
    { received: { jsonrpc: '2.0', id: null, error: { code: -32000, message: 'Method not allowed.' } } },
  ],
  ['an error of the web server', { received: { detail: 'Not Found' } }],
  ['an error of the web server in other words', { received: { detail: 'Method Not Allowed' } }],
];

describe.each(['GET', 'DELETE'])('%s on an endpoint that has only POST', (method) => {
  it.each([404, 405].flatMap((status) => ANSWERS.map(([what, answer]) => [status, what, answer] as const)))(
    'is healthy when it is answered %d with %s',
    (status, _what, answer) => {
      const requestHeaders = {
        ...CLIENT_HEADERS,
        accept: 'text/event-stream',
        'mcp-protocol-version': MODERN,
      };
      const found = verdicts(
        { ...modern('tools/list'), ...completed({ tools: [{ name: 'a' }] }) },
        { method, requestHeaders, status, ...answer },
      );
      expect(found.filter((each) => !each.endsWith('/info'))).toEqual([]);
    },
  );
});

const GONE = [
  'ping',
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
  'tasks/list',
  'tasks/result',
];

describe.each([200, 404])('a method that the revision removed, answered with %d', (status) => {
  it.each(GONE)('is a remark: %s', (method) => {
    const { findings } = inspect({ ...modern(method), ...refused(-32601, 'Method not found'), status });
    expect(findings).toMatchObject([{ rule: 'method-unknown', level: 'info' }]);
    expect(findings[0]?.title).toBe(`MCP 2026-07-28 has no method “${method}” any more`);
  });

  it('has nothing to do with the session that a client still names', () => {
    const parts = modern('tools/search');
    const requestHeaders = { ...parts.requestHeaders, 'mcp-session-id': '0123456789abcdef' };
    const unknown = { ...refused(-32601, 'Method not found'), status };
    expect(verdicts({ ...parts, requestHeaders, ...unknown })).toEqual(['method-unknown/warning']);
  });

  it('is a warning where an older revision has it, or no revision has', () => {
    const older = { ...CLIENT_HEADERS, 'mcp-protocol-version': '2025-06-18' };
    const unknown = { ...refused(-32601, 'Method not found'), status };
    expect(verdicts({ ...unknown, sent: rpc('ping'), requestHeaders: older })).toEqual([
      'method-unknown/warning',
    ]);
    expect(verdicts({ ...unknown, ...modern('tools/search') })).toEqual(['method-unknown/warning']);
    expect(verdicts({ ...unknown, ...modern('initialize') })).toEqual(['method-unknown/warning']);
  });
});

describe('a client that asks with server/discover first', () => {
  const discover = modern('server/discover');
  it.each<[string, Parts]>([
    ['a method that is unknown', refused(-32601, 'Method not found')],
    ['the same with 404', { ...refused(-32601, 'Method not found'), status: 404 }],
    ['parameters that are unknown', { ...refused(-32602, 'Invalid request parameters'), status: 400 }],
    [
      'a server that wants initialize',
      { ...refused(-32000, 'Bad Request: Server not initialized'), status: 400 },
    ],
    ['a server that wants a session', { ...refused(-32600, 'Bad Request: Missing session ID'), status: 400 }],
    ['the same inside a 200', refused(-32600, 'Bad Request: Missing session ID')],
    ['the same in plain text', { status: 400, received: 'Missing session ID', receivedType: 'text/plain' }],
    ['a session that it does not know', { ...refused(-32001, 'Session not found'), status: 404 }],
    ['a version that is unknown', { ...refused(-32600, 'Unsupported protocol version'), status: 400 }],
    ['the code for it', { ...refused(-32022, 'Unsupported protocol version'), status: 400 }],
    ['nothing', { status: 400, received: '' }],
    ['an internal error inside a 200', refused(-32603, 'Unknown method')],
  ])('negotiates, and nothing fails: %s', (_what, answer) => {
    expect(verdicts({ ...discover, ...answer }).filter((each) => !each.endsWith('/info'))).toEqual([]);
  });

  it('fails where the gateway does', () => {
    expect(verdicts({ ...discover, status: 429, received: 'slow down' })).toEqual(['rate-limited/error']);
    expect(
      verdicts({
        ...discover,
        status: 500,
        received: 'Internal Server Error',
        receivedType: 'text/plain',
      }).join(),
    ).toContain('/error');
  });
});
