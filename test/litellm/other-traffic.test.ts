import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { challenged, debugHeaders, entry, GATEWAY, KEY, type Parts } from '../har-entry.ts';

/** The kind of the last of some exchanges, recorded one after the other. */
function kindOf(...recording: readonly Parts[]): string | undefined {
  const inspector = createInspector();
  return recording.map((parts) => inspector.add(entry({ requestHeaders: {}, ...parts }))?.kind).at(-1);
}

const rpc = (method: string, params?: unknown) => ({
  sent: { jsonrpc: '2.0', id: 1, method, params },
  status: 500,
  received: {},
});
const both = { requestHeaders: { accept: 'application/json, text/event-stream' } };
const keyed = { requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}` } };
const form = { sentType: 'application/x-www-form-urlencoded', sent: 'mail=a', status: 500, received: '' };
const stream = {
  method: 'GET',
  url: 'https://news.example/api/sse',
  requestHeaders: { accept: 'text/event-stream' },
  status: 503,
  received: '',
};
const get = (url: string): Parts => ({ method: 'GET', url, received: {} });
const openId = get('https://login.example/common/v2.0/.well-known/openid-configuration');
const authorize = get('https://login.example/common/authorize?response_type=code&client_id=x');
const login = (received: unknown): Parts => ({
  ...form,
  url: 'https://shop.example/token',
  sent: 'grant_type=password&username=a',
  status: 401,
  received,
});
const preflight = (url: string): Parts => ({
  method: 'OPTIONS',
  url,
  received: '',
  requestHeaders: {
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization',
  },
});
const gateway: Parts = {};

describe('a page’s own traffic', () => {
  it.each<[string, ...Parts[]]>([
    ['the metadata of a sign-in', openId],
    ['a sign-in after its metadata', openId, authorize],
    [
      'a sign-in after RFC 8414’s metadata',
      get('https://login.example/.well-known/oauth-authorization-server'),
      authorize,
    ],
    ['another sign-in beside a gateway', gateway, openId],
    ['a wrong password in FastAPI’s words', login({ detail: 'Incorrect username or password' })],
    [
      'a missing field in FastAPI’s words',
      login({ detail: [{ loc: ['body', 'username'], msg: 'required' }] }),
    ],
    ['an event stream', stream],
    ['an event stream’s preflight', preflight(stream.url)],
    ['a preflight of a sign-in’s metadata', preflight('https://x.test/.well-known/openid-configuration')],
    ['a ping', { url: 'https://x.test/jsonrpc', ...rpc('ping') }],
    ['server/info', { url: 'https://x.test/jsonrpc', ...rpc('server/info'), status: 401 }],
    [
      'a language server',
      {
        url: 'https://x.test/lsp',
        ...rpc('initialize', { processId: null, clientInfo: { name: 'editor' } }),
      },
    ],
    ['an agent’s task', { url: 'https://x.test/a2a', ...rpc('tasks/get', { id: '1' }) }],
    [
      'an agent’s task behind the gateway',
      gateway,
      { url: `${GATEWAY}/a2a/x`, ...rpc('tasks/get', { id: '1' }) },
    ],
    ['a form on a path named mcp', { url: 'https://marketing.example/mcp', ...form }],
    [
      'JSON on a path named mcp',
      { url: 'https://marketing.example/mcp', sent: { mail: 'a' }, status: 500, received: {} },
    ],
  ])('%s', (_what, ...recording) => {
    expect(kindOf(...recording)).toBeUndefined();
  });
});

describe('the same with a second sign', () => {
  const wellKnown = `${GATEWAY}/.well-known`;
  it.each<[string, string, ...Parts[]]>([
    ['metadata after a challenge', 'oauth-metadata', { ...challenged, ...keyed }, openId],
    [
      'metadata after that of a resource',
      'oauth-metadata',
      get(`${wellKnown}/oauth-protected-resource/mcp`),
      openId,
    ],
    ['metadata of a gateway', 'oauth-metadata', gateway, get(`${wellKnown}/openid-configuration/notion`)],
    ['metadata on an MCP path', 'oauth-metadata', get(`${wellKnown}/openid-configuration/mcp/notion`)],
    [
      'metadata in debug mode',
      'oauth-metadata',
      { ...openId, requestHeaders: { 'x-litellm-mcp-debug': 'true' } },
    ],
    ['a lone RFC 8414 document', 'oauth-metadata', get(`${wellKnown}/oauth-authorization-server/notion`)],
    [
      'a step after metadata on an MCP path',
      'oauth',
      get(`${wellKnown}/oauth-authorization-server/mcp/notion`),
      authorize,
    ],
    ['a token refused in LiteLLM’s words', 'oauth', login({ detail: 'MCP server not found' })],
    ['a token refused with LiteLLM’s error', 'oauth', login({ detail: { error: 'invalid_client' } })],
    ['a token refused by a gateway', 'oauth', { url: 'https://shop.example/mcp' }, login({ detail: 'no' })],
    [
      'a stream with the key',
      'mcp',
      { ...stream, ...keyed, requestHeaders: { ...stream.requestHeaders, ...keyed.requestHeaders } },
    ],
    [
      'a stream with a key in Authorization',
      'mcp',
      { ...stream, requestHeaders: { ...stream.requestHeaders, authorization: `Bearer ${KEY}` } },
    ],
    ['a stream that asks for a login', 'mcp', { ...stream, ...challenged }],
    ['a stream of a gateway', 'mcp', gateway, { ...stream, url: `${GATEWAY}/everything/sse` }],
    ['a stream on a path named mcp', 'mcp', { ...stream, url: 'https://x.test/mcp' }],
    ['the end of a session at a gateway', 'mcp', gateway, { method: 'DELETE', url: `${GATEWAY}/mcp` }],
    ['a broken body that accepts both types', 'mcp', { sent: '{', ...both }],
    ['a broken body that would be JSON-RPC', 'mcp', { sent: '{"jsonrpc": "2.0"' }],
    ['a refused ping at a gateway', 'mcp', gateway, { url: `${GATEWAY}/jsonrpc`, ...rpc('ping') }],
    ['a ping on an MCP path', 'mcp', rpc('ping')],
    ['a ping that accepts both types', 'mcp', { url: 'https://x.test/', ...rpc('ping'), ...both }],
    [
      'a ping that LiteLLM answers',
      'mcp',
      { url: 'https://x.test/', ...rpc('ping'), responseHeaders: { 'x-litellm-version': '1' } },
    ],
    [
      'initialize with its version',
      'mcp',
      { url: 'https://x.test/', ...rpc('initialize', { protocolVersion: '2025-06-18' }) },
    ],
    [
      'initialize without its version',
      'mcp',
      { url: 'https://x.test/', ...rpc('initialize', { clientInfo: {} }) },
    ],
    ['a task of a server', 'mcp', { url: 'https://x.test/', ...rpc('tasks/get', { taskId: '1' }), ...keyed }],
    ['a preflight of a gateway’s stream', 'preflight', gateway, preflight(`${GATEWAY}/everything/sse`)],
    [
      'an answer with debug headers',
      'mcp',
      { ...openId, responseHeaders: debugHeaders(), url: 'https://x.test/' },
    ],
  ])('%s', (_what, kind, ...recording) => {
    expect(kindOf(...recording)).toBe(kind);
  });
});

it.each([
  'tools/list',
  'tools/call',
  'resources/read',
  'prompts/get',
  'notifications/initialized',
  'completion/complete',
  'logging/setLevel',
  'server/discover',
])('%s needs no second sign', (method) => {
  expect(kindOf({ url: 'https://x.test/v2/weather', ...rpc(method) })).toBe('mcp');
});
