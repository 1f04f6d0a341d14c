import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { entry, failed, GATEWAY, inspect, KEY, type Parts, verdicts } from '../har-entry.ts';

const kindOf = (parts: Parts) => createInspector().add(entry({ requestHeaders: {}, ...parts }))?.kind;

const stream = (url: string, status: number): Parts => ({
  method: 'GET',
  url,
  status,
  received: { detail: 'Not Found' },
  requestHeaders: { accept: 'text/event-stream' },
});
const FAILURES = [401, 403, 404, 405, 500, 503];

describe('a stream of the legacy transport that fails', () => {
  it.each([
    'https://tools.example/sse',
    'https://tools.example/sse/',
    'https://tools.example/sse?token_hint=1',
    'https://tools.example/mcp/sse',
    'https://mcp.tools.example/v1/sse',
  ])('is MCP’s at %s, and an error', (url) => {
    for (const status of FAILURES) {
      expect(kindOf(stream(url, status))).toBe('mcp');
      // A 401 without a challenge is a warning.
      const level = status === 401 ? '/warning' : '/error';
      expect(verdicts(stream(url, status)).filter((each) => each.endsWith(level))).toHaveLength(1);
    }
  });

  it.each([
    'https://news.example/api/sse',
    'https://news.example/events/sse',
    'https://news.example/sse/live',
    'https://news.example/assets/sse.js',
  ])('is the page’s at %s', (url) => {
    for (const status of FAILURES) expect(kindOf(stream(url, status))).toBeUndefined();
  });

  it('is the page’s where it works without MCP’s first event', () => {
    expect(kindOf({ ...stream('https://news.example/sse', 200), received: 'data: 1\n\n' })).toBeUndefined();
  });

  it('is no page that a person opens', () => {
    const page = { ...stream('https://tools.example/sse', 404), requestHeaders: { accept: 'text/html' } };
    expect(kindOf({ ...page, resourceType: 'document' })).toBeUndefined();
    expect(kindOf(page)).toBeUndefined();
  });
});

describe('a GET of an endpoint that accepts anything', () => {
  const get = (url: string, status = 504): Parts => ({
    ...stream(url, status),
    requestHeaders: { accept: '*/*' },
    received: '<html>',
    receivedType: 'text/html',
  });

  it('is MCP’s when it fails at a host of that name', () => {
    expect(kindOf(get('https://mcp.example/mcp'))).toBe('mcp');
    expect(kindOf(get('https://mcp.example/mcp', 200))).toBeUndefined();
    expect(kindOf(get('https://marketing.example/mcp'))).toBeUndefined();
    expect(kindOf({ ...get('https://mcp.example/mcp'), resourceType: 'document' })).toBeUndefined();
  });
});

describe('LiteLLM’s list of servers', () => {
  const get = (path: string, answer: Parts): Parts => ({
    method: 'GET',
    url: GATEWAY + path,
    requestHeaders: { authorization: `Bearer ${KEY}` },
    ...answer,
  });
  const refused: Parts = {
    status: 403,
    received: { detail: 'Virtual key is not allowed to call this route. Only allowed to call routes: []' },
  };
  const PATHS = [
    '/v1/mcp/server',
    '/v1/mcp/server/health',
    '/v1/mcp/server/4f1a',
    '/litellm/v1/mcp/server?x=1',
  ];

  it.each(PATHS)('is a row at %s when it fails, judged as one of the gateway’s', (path) => {
    expect(inspect(get(path, refused)).kind).toBe('mcp-rest');
    expect(verdicts(get(path, refused))).toContain('key-not-permitted/error');
    for (const status of [401, 404, 422, 500, 503]) {
      const found = verdicts(get(path, { status, received: { detail: 'no' } }));
      expect(found.filter((each) => each.endsWith('/error'))).toHaveLength(1);
      expect(found.join()).not.toMatch(/rest-request-invalid|server-alias-unknown/);
    }
    expect(inspect(get(path, failed('net::ERR_CONNECTION_REFUSED'))).kind).toBe('mcp-rest');
  });

  it.each(PATHS)('is none at %s when it works or is left', (path) => {
    expect(kindOf(get(path, { received: [] }))).toBeUndefined();
    expect(kindOf(get(path, failed('net::ERR_ABORTED')))).toBeUndefined();
    expect(kindOf({ ...get(path, { received: [] }), method: 'POST', sent: { alias: 'x' } })).toBeUndefined();
  });

  it('is none where LiteLLM only lacks a database, nor are the dashboard’s other routes', () => {
    const without = { status: 500, received: { detail: { error: 'Database not connected. Connect one' } } };
    expect(kindOf(get('/v1/mcp/server/submissions', without))).toBeUndefined();
    expect(kindOf(get('/v1/mcp/toolset', refused))).toBeUndefined();
    expect(kindOf(get('/v1/models', refused))).toBeUndefined();
  });

  it('is a call where JSON-RPC goes to a server of that name below /api/v1', () => {
    expect(kindOf({ url: `${GATEWAY}/api/v1/mcp/server` })).toBe('mcp');
  });
});

describe('an agent’s own backend that passes JSON-RPC on', () => {
  const METHODS = ['tools/list', 'tools/call', 'resources/read', 'prompts/get', 'server/discover'];
  const PATHS = [
    '/',
    '/api/agent',
    '/v1/messages',
    '/chat/completions',
    '/api/v1/rpc?session=1',
    '/sse',
    '/graphql',
  ];

  it.each(PATHS.flatMap((path) => METHODS.map((method) => [path, method])))(
    '%s with %s is MCP',
    (path, method) => {
      for (const sent of [
        { jsonrpc: '2.0', id: 1, method, params: { name: 'x' } },
        [{ jsonrpc: '2.0', id: 'a', method }],
      ])
        for (const status of [200, 500])
          expect(kindOf({ url: `https://agent.example${path}`, sent, status })).toBe('mcp');
    },
  );

  it.each(['eth_call', 'textDocument/hover', 'message/send', 'toolsList'])(
    'is another’s with %s',
    (method) => {
      const sent = { jsonrpc: '2.0', id: 1, method };
      expect(kindOf({ url: 'https://agent.example/rpc', sent, received: {} })).toBeUndefined();
    },
  );
});
