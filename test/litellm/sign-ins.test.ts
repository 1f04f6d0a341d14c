import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { challenged, entry, GATEWAY, inspect, type Parts, verdicts } from '../har-entry.ts';

const kindOf = (parts: Parts) => createInspector().add(entry({ requestHeaders: {}, ...parts }))?.kind;

const query = (parameters: Readonly<Record<string, string>>): string =>
  new URLSearchParams(parameters).toString();

const form = (url: string, parameters: Readonly<Record<string, string>>, answer: Parts = {}): Parts => ({
  url,
  sentType: 'application/x-www-form-urlencoded',
  sent: query(parameters),
  status: 400,
  received: { error: 'invalid_grant' },
  ...answer,
});
const json = (url: string, sent: object, answer: Parts = {}): Parts => ({
  url,
  sent,
  status: 403,
  received: 'Forbidden',
  receivedType: 'text/plain',
  ...answer,
});
const get = (url: string, answer: Parts = {}): Parts => ({ method: 'GET', url, received: {}, ...answer });

/** Where MCP clients have their users sent back to. */
const CLIENTS = [
  'http://localhost:6274/oauth/callback',
  'http://127.0.0.1:6274/oauth/callback/debug',
  'http://localhost:3334/oauth/callback',
  'https://claude.ai/api/mcp/auth_callback',
  'cursor://anysphere.cursor-mcp/oauth/callback',
  'https://vscode.dev/redirect',
  'https://chatgpt.com/connector_platform_oauth_redirect',
  'http://127.0.0.1:19876/mcp/oauth/callback',
  'https://agents.example/oauth/mcp/callback',
];

/** Where pages have theirs. */
const PAGES = [
  'https://shop.example/callback',
  'https://shop.example/silent-renew.html',
  'http://localhost:3000/callback',
  'http://localhost:5173/auth',
  'com.example.app:/oauth2redirect',
  'https://mcpherson.example/callback',
];

const code = { grant_type: 'authorization_code', code: 'abc', client_id: 'x', code_verifier: 'y'.repeat(43) };
const authorize = (redirect_uri: string): Parts =>
  get(`https://login.example/authorize?${query({ response_type: 'code', client_id: 'x', redirect_uri })}`);

describe('a sign-in by itself', () => {
  it.each(CLIENTS)('is MCP’s when the user comes back to %s', (redirect_uri) => {
    expect(kindOf(form('https://login.example/token', { ...code, redirect_uri }))).toBe('oauth');
    expect(kindOf(json('https://login.example/token', { ...code, redirect_uri }))).toBe('oauth');
    expect(kindOf(authorize(redirect_uri))).toBe('oauth');
    expect(kindOf(json('https://login.example/clients', { redirect_uris: [redirect_uri] }))).toBe('oauth');
  });

  it.each(CLIENTS.filter((url) => url.startsWith('http')))('is MCP’s when the user comes back: %s', (url) => {
    expect(kindOf(get(`${url}?code=1&state=2`))).toBe('oauth');
  });

  it.each(PAGES)('is the page’s when the user comes back to %s', (redirect_uri) => {
    expect(kindOf(form('https://login.example/token', { ...code, redirect_uri }))).toBeUndefined();
    expect(kindOf(json('https://login.example/token', { ...code, redirect_uri }))).toBeUndefined();
    expect(kindOf(authorize(redirect_uri))).toBeUndefined();
    expect(kindOf(json('https://login.example/clients', { redirect_uris: [redirect_uri] }))).toBeUndefined();
    expect(kindOf(get(`${redirect_uri}?code=1&state=2`))).toBeUndefined();
  });

  it.each([
    'https://mcp.example/token',
    'https://mcp-server.example/oauth/token',
    'https://api.example/v1/oauth/mcp/token',
    'https://login.example/realms/mcp-realm/protocol/openid-connect/token',
  ])('is MCP’s at %s', (url) => {
    expect(kindOf(form(url, code))).toBe('oauth');
  });

  it.each(['https://tools.example/mcp', 'https://tools.example/sse', 'https://tools.example/'])(
    'is MCP’s when it asks for a token for %s',
    (resource) => {
      expect(kindOf(form('https://login.example/token', { ...code, resource }))).toBe('oauth');
      expect(kindOf(json('https://login.example/token', { ...code, resource }))).toBe('oauth');
    },
  );

  it('is the page’s when an older Microsoft library asks for a token without a code', () => {
    const implicit = query({ response_type: 'token', client_id: 'x', resource: 'https://graph.example' });
    expect(kindOf(get(`https://login.example/oauth2/authorize?${implicit}`))).toBeUndefined();
  });
});

describe('a step by itself at an endpoint that LiteLLM has for one server', () => {
  const refresh = { grant_type: 'refresh_token', refresh_token: 'abc', client_id: 'x' };

  it('counts when it fails', () => {
    expect(kindOf(form('https://x.test/github/token', refresh))).toBe('oauth');
    expect(
      kindOf({
        ...authorize(PAGES[0] ?? ''),
        url: 'https://x.test/github/authorize?response_type=code&client_id=x',
        status: 400,
      }),
    ).toBe('oauth');
  });

  it.each([
    ['a success', form('https://x.test/github/token', refresh, { status: 200, received: {} })],
    ['a password', form('https://x.test/github/token', { grant_type: 'password', username: 'a' })],
    ['a provider’s folder', form('https://x.test/oauth2/token', refresh)],
    ['a provider’s version', form('https://x.test/v1/token', refresh)],
    ['the root', form('https://x.test/token', refresh)],
    ['a longer path', form('https://x.test/realms/a/token', refresh)],
  ])('is the page’s: %s', (_what, parts) => {
    expect(kindOf(parts)).toBeUndefined();
  });

  it('counts where LiteLLM’s page for the user names an MCP server', () => {
    const page = (received: string) =>
      get('https://x.test/callback?code=1&state=2', { status: 400, received, receivedType: 'text/html' });
    expect(
      kindOf(page('<html><p>not the provider that this MCP server is configured to use</p></html>')),
    ).toBe('oauth');
    expect(kindOf(page('<html><p>Not found</p></html>'))).toBeUndefined();
    const lacking = { detail: [{ type: 'missing', loc: ['query', 'code'], msg: 'Field required' }] };
    expect(
      kindOf(get('https://x.test/callback?error=access_denied&state=2', { status: 422, received: lacking })),
    ).toBe('oauth');
    expect(
      kindOf(get('https://x.test/other?error=access_denied&state=2', { status: 422, received: lacking })),
    ).toBeUndefined();
  });
});

describe('a registration by itself', () => {
  const registration = {
    client_name: 'Some client',
    redirect_uris: ['http://localhost:9999/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };
  const { token_endpoint_auth_method: _none, ...confidential } = registration;
  const status = { status: 201, received: { client_id: '1' }, receivedType: 'application/json' };

  it.each<[string, Parts]>([
    ['at an endpoint of that name', json('https://as.example/register', confidential)],
    ['at an endpoint of that name below a path', json('https://as.example/oauth2/register/', confidential)],
    ['of a public client on this machine', json('https://as.example/connect/clients', registration)],
    [
      'under a client’s name',
      json('https://as.example/c', { ...confidential, client_name: 'MCP Inspector' }),
    ],
    ['of an MCP server', json('https://mcp.example/c', confidential)],
    ['that works', json('https://as.example/register', registration, status)],
  ])('is MCP’s %s', (_what, parts) => {
    expect(kindOf(parts)).toBe('oauth');
  });

  it.each<[string, Parts]>([
    ['a sign-up of a person', json('https://shop.example/register', { mail: 'a@b.example', name: 'A' })],
    ['a console that makes a client', json('https://console.example/admin/clients', confidential)],
    [
      'a console that makes a public client of a page',
      json('https://console.example/admin/clients', {
        ...registration,
        redirect_uris: ['https://shop.example/callback'],
      }),
    ],
    [
      'an application that is registered by its address',
      json('https://console.example/apps/register', { title: 'x', redirect_uris: ['https://a.example/cb'] }),
    ],
  ])('is none: %s', (_what, parts) => {
    expect(kindOf(parts)).toBeUndefined();
  });

  it('says so when it is refused', () => {
    expect(verdicts(json('https://as.example/register', registration))).toContain(
      'registration-impossible/error',
    );
  });

  it('counts with its preflight, when that is refused and names MCP', () => {
    const preflight = (url: string): Parts => ({
      method: 'OPTIONS',
      url,
      status: 405,
      received: '',
      requestHeaders: {
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(kindOf(preflight('https://as.example/realms/mcp-realm/clients'))).toBe('preflight');
    expect(kindOf(preflight('https://as.example/register'))).toBeUndefined();
    expect(
      kindOf({ ...preflight('https://as.example/realms/mcp-realm/clients'), status: 204 }),
    ).toBeUndefined();
  });
});

describe('metadata of an authorization server by itself', () => {
  const RFC8414 = '/.well-known/oauth-authorization-server';
  const OPENID = '/.well-known/openid-configuration';

  it.each([
    `https://as.example${RFC8414}`,
    `https://as.example${RFC8414}/tenant`,
    `https://as.example${OPENID}/tenant`,
    `https://mcp.example${OPENID}`,
    `https://as.example/realms/mcp${OPENID}`,
    `${GATEWAY}/litellm${RFC8414}/mcp/github`,
  ])('%s is MCP’s, whether it works or not', (url) => {
    for (const status of [200, 404, 403, 500]) expect(kindOf(get(url, { status }))).toBe('oauth-metadata');
  });

  it.each([`https://login.example${OPENID}`, `https://login.example/common/v2.0${OPENID}?p=sign-in`])(
    '%s is the page’s, unless it fails',
    (url) => {
      expect(kindOf(get(url))).toBeUndefined();
      for (const status of [404, 403, 500]) expect(kindOf(get(url, { status }))).toBe('oauth-metadata');
    },
  );

  it('makes no sign-in of a page MCP’s', () => {
    const inspector = createInspector();
    const kinds = [
      get(`https://login.example${RFC8414}`),
      get(`https://login.example${OPENID}`, { status: 404 }),
      authorize('https://shop.example/callback'),
    ].map((parts) => inspector.add(entry({ requestHeaders: {}, ...parts }))?.kind);
    expect(kinds).toEqual(['oauth-metadata', 'oauth-metadata', undefined]);
  });
});

describe('a callback without a state', () => {
  const refusal = 'error=invalid_request&error_description=no%20connections';

  it('is one when it says what is wrong', () => {
    const { oauthStep } = inspect(challenged, get(`https://app.example/callback?${refusal}`));
    expect(oauthStep).toMatchObject({ step: 'callback', error: { code: 'invalid_request' } });
  });

  it.each([refusal, 'code=SUMMER', 'error=404'])('is the page’s own otherwise: %s', (said) => {
    expect(kindOf(get(`https://shop.example/cart?${said}`))).toBeUndefined();
  });
});

describe('a token request in JSON', () => {
  const sent = { ...code, code: 'SplxlOBeZQQYbYS6WxSbIA', client_secret: 'throwaway-client-secret-1' };
  const request = json('https://as.example/token', sent, {
    status: 400,
    received: { error: 'invalid_grant', error_description: 'code expired' },
    receivedType: 'application/json',
  });

  it.each(['application/json', 'application/vnd.x+json', 'text/plain', ''])(
    'is read as one in a form is, and keeps none of its credentials (%s)',
    (sentType) => {
      const inForm = { ...request, sentType: 'application/x-www-form-urlencoded', sent: query(sent) };
      const [asJson, asForm] = [{ ...request, sentType }, inForm].map((each) => inspect(challenged, each));
      expect(asJson?.oauthStep?.step).toBe('token');
      expect(asJson?.oauthStep?.error).toEqual(asForm?.oauthStep?.error);
      expect(asJson?.oauthStep?.parameters['code']).toBe(asForm?.oauthStep?.parameters['code']);
      expect(asJson?.findings.map(({ rule }) => rule)).toEqual(asForm?.findings.map(({ rule }) => rule));
      const kept = JSON.stringify(asJson);
      for (const secret of [sent.code, sent.client_secret, sent.code_verifier])
        expect(kept).not.toContain(secret);
    },
  );

  it('is none without its grant_type, where a code is a word', () => {
    const { exchange } = inspect({ sent: { jsonrpc: '2.0', id: 1, method: 'tools/list', code: 'E_FULL' } });
    expect(exchange.request.body?.text).toContain('E_FULL');
  });
});
