import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { challenged, debugHeaders, entry, GATEWAY, type Parts } from '../har-entry.ts';

const kindOf = (parts: Parts) => createInspector().add(entry(parts))?.kind;
const html = { received: '<html>', receivedType: 'text/html' };
const get = { method: 'GET', ...html } as const;

describe('what belongs to MCP', () => {
  it.each<[string, Parts, string]>([
    ['a JSON-RPC call on any URL', { url: 'https://elsewhere.test/anything' }, 'mcp'],
    ['a batch', { url: 'https://x.test/', sent: [{ jsonrpc: '2.0', id: 1, method: 'ping' }] }, 'mcp'],
    [
      'a client’s answer to the server',
      {
        url: 'https://x.test/',
        sent: { jsonrpc: '2.0', id: 1, result: {} },
        requestHeaders: { 'mcp-session-id': 'abc' },
      },
      'mcp',
    ],
    ['broken JSON on an MCP path', { url: `${GATEWAY}/everything/mcp`, sent: '{' }, 'mcp'],
    ['a wrong path', { url: `${GATEWAY}/servers/everything`, status: 404 }, 'mcp'],
    ['a stream', { ...get, url: `${GATEWAY}/mcp`, requestHeaders: { accept: 'text/event-stream' } }, 'mcp'],
    ['the end of a session', { method: 'DELETE', url: `${GATEWAY}/mcp/a`, ...html }, 'mcp'],
    [
      'a legacy stream',
      {
        method: 'GET',
        url: 'https://x.test/events',
        received: 'event: endpoint\ndata: /m\n\n',
        receivedType: 'text/event-stream',
      },
      'mcp',
    ],
    [
      'an answer with debug headers',
      { ...get, url: 'https://x.test/', responseHeaders: debugHeaders() },
      'mcp',
    ],
    ['the REST routes', { ...get, url: `${GATEWAY}/mcp-rest/tools/list?server_id=x` }, 'mcp-rest'],
    [
      'a model call with MCP tools',
      {
        url: `${GATEWAY}/v1/responses`,
        sent: { model: 'm', tools: [{ type: 'mcp', server_label: 'litellm' }] },
        received: {},
      },
      'llm',
    ],
    [
      'resource metadata',
      { ...get, url: `${GATEWAY}/.well-known/oauth-protected-resource/mcp/a` },
      'oauth-metadata',
    ],
    [
      'server metadata',
      { ...get, url: `${GATEWAY}/.well-known/oauth-authorization-server` },
      'oauth-metadata',
    ],
    [
      'a preflight of a call',
      {
        method: 'OPTIONS',
        url: 'https://x.test/',
        requestHeaders: {
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,mcp-protocol-version',
        },
        ...html,
      },
      'preflight',
    ],
  ])('%s', (_what, parts, kind) => {
    expect(kindOf(parts)).toBe(kind);
  });
});

describe('what does not', () => {
  it.each<[string, Parts]>([
    ['a page', { ...get, url: `${GATEWAY}/ui` }],
    ['an API call', { url: 'https://x.test/api', sent: { name: 'tools/list' }, received: {} }],
    [
      'another JSON-RPC',
      { url: 'https://chain.test/', sent: { jsonrpc: '2.0', id: 1, method: 'eth_call' }, received: {} },
    ],
    [
      'a model call without MCP',
      {
        url: `${GATEWAY}/v1/chat/completions`,
        sent: { model: 'm', tools: [{ type: 'function' }] },
        received: {},
      },
    ],
    [
      'a form',
      { url: 'https://x.test/', sent: 'a=b', sentType: 'application/x-www-form-urlencoded', ...html },
    ],
    [
      'another preflight',
      {
        method: 'OPTIONS',
        url: 'https://x.test/',
        requestHeaders: { 'access-control-request-method': 'POST' },
        ...html,
      },
    ],
    ['a link with a code of another kind', { ...get, url: 'https://x.test/?code=SUMMER' }],
  ])('%s', (_what, parts) => {
    expect(kindOf(parts)).toBeUndefined();
  });
});

describe('the server a path names', () => {
  it.each([
    ['/mcp', []],
    ['/mcp/', []],
    ['/api/v1/mcp', []],
    ['/mcp/github', ['github']],
    ['/github/mcp', ['github']],
    ['/github,jira/mcp', ['github', 'jira']],
    ['/root/mcp/github', ['github']],
    ['/toolset/mine/mcp', ['mine']],
    ['/mcp/a%20b', ['a b']],
    ['/mcp/%E0%A4%A', ['%E0%A4%A']],
  ])('%s: %j', (path, servers) => {
    expect(createInspector().add(entry({ url: GATEWAY + path }))?.route?.servers).toEqual(servers);
  });

  it('comes from x-mcp-servers on the endpoint for all', () => {
    const parts = { url: `${GATEWAY}/mcp`, requestHeaders: { 'x-mcp-servers': 'github, jira' } };
    expect(createInspector().add(entry(parts))?.route?.servers).toEqual(['github', 'jira']);
  });
});

it('takes a preflight for MCP that an MCP call to the same URL needed, listed before it as Chromium does', () => {
  const url = 'https://x.test/v1/responses';
  const inspector = createInspector();
  const preflight = entry({
    method: 'OPTIONS',
    url,
    requestHeaders: { 'access-control-request-method': 'POST' },
    ...html,
  });
  expect(inspector.add(preflight)).toBeUndefined();
  inspector.add(entry({ url, sent: { tools: [{ type: 'mcp', server_label: 'a' }] } }));
  expect(inspector.add(preflight)?.kind).toBe('preflight');
});

describe('the steps of a login', () => {
  const steps: [string, Parts][] = [
    ['an authorization request', { ...get, url: 'https://as.test/auth?response_type=code&client_id=x' }],
    ['its callback', { ...get, url: 'https://page.test/cb?code=1&state=2' }],
    [
      'a token request',
      {
        url: 'https://as.test/t',
        sent: 'grant_type=refresh_token',
        sentType: 'application/x-www-form-urlencoded',
        received: {},
      },
    ],
    ['a registration', { url: 'https://as.test/reg', sent: { redirect_uris: ['x'] }, received: {} }],
  ];

  it.each(steps)(
    '%s belongs to MCP after a challenge, and is the page’s own affair otherwise',
    (_what, parts) => {
      expect(kindOf(parts)).toBeUndefined();
      const inspector = createInspector();
      inspector.add(entry(challenged));
      expect(inspector.add(entry(parts))?.kind).toBe('oauth');
    },
  );

  it('belong to MCP when they go to a gateway of the recording, name a resource, or fail in LiteLLM’s words', () => {
    const inspector = createInspector();
    inspector.add(entry());
    expect(
      inspector.add(entry({ ...get, url: `${GATEWAY}/authorize?response_type=code&client_id=x` }))?.kind,
    ).toBe('oauth');
    expect(kindOf({ ...get, url: 'https://as.test/auth?response_type=code&client_id=x&resource=y' })).toBe(
      'oauth',
    );
    const refused = { status: 400, received: { detail: { error: 'invalid_request' } } };
    expect(
      kindOf({ method: 'GET', url: `${GATEWAY}/x/authorize?response_type=code&client_id=x`, ...refused }),
    ).toBe('oauth');
  });
});
