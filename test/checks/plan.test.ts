import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../src/checks/request.ts';
import type { CheckTarget } from '../../src/checks/target.ts';
import { entry, type Parts } from '../har-entry.ts';
import { play } from './replay.ts';

const TARGET: CheckTarget = {
  url: 'http://127.0.0.1:4000/mcp/files',
  credentialHeaders: ['x-litellm-api-key'],
};
const SERVER = 'http://127.0.0.1:3001/mcp';

/** The JSON-RPC method of a request; else the HTTP one. */
const methodOf = ({ body, method }: CheckRequest): string =>
  body === undefined ? method : (JSON.parse(body) as { readonly method: string }).method;

const answered = (value: object): Parts => ({ received: { jsonrpc: '2.0', id: 1, result: value } });
const failure = (status: number, code: number, message: string): Parts => ({
  status,
  received: { jsonrpc: '2.0', id: 1, error: { code, message } },
});

const INITIALIZED = answered({
  protocolVersion: '2025-06-18',
  capabilities: {},
  serverInfo: { name: 'files', version: '3' },
});
const HEALTHY: Readonly<Record<string, Parts>> = {
  initialize: INITIALIZED,
  'notifications/initialized': { status: 202, received: '' },
  'server/discover': failure(200, -32601, 'Method not found'),
  'tools/list': answered({ tools: [{ name: 'files-read' }, { name: 'files-write' }] }),
  'tools/call': answered({ content: [{ type: 'text', text: 'done' }] }),
  DELETE: { status: 200, received: '' },
  OPTIONS: {
    status: 204,
    received: '',
    responseHeaders: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
  },
};

/** The same, so that a page of another origin may read it. */
const ALLOWING: Readonly<Record<string, Parts>> = Object.fromEntries(
  Object.entries(HEALTHY).map(([method, parts]) => [
    method,
    {
      ...parts,
      responseHeaders: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
    },
  ]),
);

/** A list of which LiteLLM says why it is empty. */
const listOf = (outcome: object): Parts =>
  answered({ tools: [], _meta: { 'litellm.ai/server_outcomes': { files: outcome } } });

type Answers = Readonly<Record<string, Parts>>;

/** Plays a check against servers that answer by JSON-RPC method. @param direct those of the MCP server itself */
const check = (target: Partial<CheckTarget>, gateway: Answers = {}, direct: Answers = {}) =>
  play({ ...TARGET, ...target }, (request): Entry => {
    const answers = { ...HEALTHY, ...(request.isDirect ? direct : gateway) };
    const { url, method, headers, body, isDirect } = request;
    const sent = body === undefined ? {} : { sent: body };
    return {
      ...entry({ method, url, requestHeaders: headers, ...sent, ...answers[methodOf(request)] }),
      _sentBy: isDirect ? { check: 1, direct: true } : { check: 1 },
    } as Entry;
  });

const statusOf = ({ result }: Awaited<ReturnType<typeof check>>, id: string) =>
  result.steps.find((step) => step.id === id);

describe('what is asked', () => {
  it('is the shortest way, and ends the session that was begun', async () => {
    const sessions = { initialize: { ...INITIALIZED, responseHeaders: { 'mcp-session-id': 's-1' } } };
    const { asked } = await check({}, sessions);
    expect(asked.map(methodOf)).toEqual([
      'initialize',
      'notifications/initialized',
      'server/discover',
      'tools/list',
      'DELETE',
    ]);
    expect(asked.map(({ headers }) => headers['mcp-protocol-version'])).toEqual([
      undefined,
      '2025-06-18',
      '2026-07-28',
      '2025-06-18',
      '2025-06-18',
    ]);
  });

  it('is no DELETE where there is no session', async () => {
    const { asked } = await check({});
    expect(asked.map(methodOf)).not.toContain('DELETE');
  });

  it('is what the newest revision wants where the server knows no other', async () => {
    const { asked, result } = await check(
      { call: { tool: 'files-read', arguments: { path: 'a' } } },
      {
        initialize: failure(400, -32022, 'Unsupported protocol version: initialize was removed'),
        'server/discover': answered({ supportedVersions: ['2026-07-28'] }),
      },
    );
    expect(result.verdict).toBe('ready');
    const [list, call] = asked.slice(-2);
    expect(list?.headers).toMatchObject({ 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' });
    expect(call?.headers).toMatchObject({ 'mcp-method': 'tools/call', 'mcp-name': 'files-read' });
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      params: {
        name: 'files-read',
        arguments: { path: 'a' },
        _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' },
      },
    });
    expect(asked.some(({ withSession, headers }) => withSession && headers['mcp-method'] !== undefined)).toBe(
      false,
    );
  });

  it('carries the page’s origin to the gateway where there is one, and never to the MCP server', async () => {
    const { asked } = await check({ origin: 'https://agent.example', direct: SERVER }, ALLOWING);
    const [through, past] = [
      asked.filter(({ isDirect }) => !isDirect),
      asked.filter(({ isDirect }) => isDirect),
    ];
    expect(new Set(through.map(({ headers }) => headers['origin']))).toEqual(
      new Set(['https://agent.example']),
    );
    expect(past.length).toBeGreaterThan(0);
    expect(
      past.filter(
        ({ headers, withCredentials }) =>
          'origin' in headers || withCredentials || 'x-litellm-mcp-debug' in headers,
      ),
    ).toEqual([]);
  });

  it('ends, however many pages a list has', async () => {
    const { asked, result } = await check(
      {},
      { 'tools/list': answered({ tools: [{ name: 'a' }], nextCursor: 'more' }) },
    );
    expect(asked.map(methodOf).filter((method) => method === 'tools/list')).toHaveLength(3);
    expect(result.steps.find(({ id }) => id === 'tools')?.says).toContain('more than 3 tools');
  });

  it('does not call a tool that nobody named', async () => {
    const { asked } = await check({});
    expect(asked.map(methodOf)).not.toContain('tools/call');
  });
});

describe('the MCP server itself', () => {
  it('is compared by names, the alias taken off', async () => {
    const played = await check(
      { direct: SERVER },
      {},
      { 'tools/list': answered({ tools: [{ name: 'read' }, { name: 'write' }, { name: 'delete' }] }) },
    );
    expect(statusOf(played, 'direct')?.says).toBe(
      '“files 3” lists 3 tools itself, of which the gateway does not pass on “delete”.',
    );
  });

  it('proves nothing where it can’t be reached from here', async () => {
    const refused = { initialize: { status: 0, received: '', error: 'net::ERR_CONNECTION_REFUSED' } };
    const played = await check({ direct: SERVER }, {}, refused);
    expect(played.result.verdict).toBe('ready');
    expect(statusOf(played, 'direct')).toMatchObject({
      status: 'failed',
      says: 'From here: No connection to 127.0.0.1:3001. This does not prove that the gateway can’t reach it.',
    });
    const past = played.inspected.filter(({ exchange }) => exchange.sentBy?.direct);
    expect(past.flatMap(({ findings }) => findings.map(({ level, hop }) => `${level} ${hop}`))).toEqual([
      'info gateway-to-server',
    ]);
  });

  it('is there where it only wants a login', async () => {
    const played = await check({ direct: SERVER }, {}, { initialize: { status: 401, received: {} } });
    expect(statusOf(played, 'direct')).toMatchObject({
      status: 'ok',
      says: expect.stringContaining('wants a login'),
    });
  });

  it('is asked at the address that the gateway names, where its list fails', async () => {
    const down = {
      'tools/list': {
        ...listOf({ status: 'unreachable' }),
        responseHeaders: { 'x-mcp-debug-outbound-url': SERVER },
      },
    };
    const { asked, result } = await check({}, down);
    expect(asked.filter(({ isDirect }) => isDirect).map(({ url }) => url)).toContain(SERVER);
    expect(result).toMatchObject({
      verdict: 'broken',
      failingHop: 'gateway-to-server',
      cause: { rule: 'upstream-unreachable' },
    });
  });

  it('is not asked where only other origins were shown', async () => {
    const named = {
      'tools/list': {
        ...listOf({ status: 'unreachable' }),
        responseHeaders: { 'x-mcp-debug-outbound-url': SERVER },
      },
    };
    const played = await check({ origins: [] }, named);
    expect(played.asked.some(({ isDirect }) => isDirect)).toBe(false);
    expect(statusOf(played, 'direct')).toMatchObject({
      status: 'skipped',
      says: 'Hopscope may not ask “http://127.0.0.1:3001” yet.',
    });
  });
});

it('finds no fault in a page’s way where only the newest revision is refused without CORS', async () => {
  const refusing = { ...ALLOWING, 'server/discover': { status: 404, received: '', responseHeaders: {} } };
  const { result } = await check({ origin: 'https://agent.example' }, refusing);
  expect(result.verdict).toBe('ready');
});

describe('a verdict', () => {
  it.each([
    [
      'a stream that ends without a result',
      { 'tools/list': { received: '', receivedType: 'text/event-stream' } },
      'tools',
    ],
    [
      'a tool that fails',
      { 'tools/call': answered({ isError: true, content: [{ type: 'text', text: 'no such file' }] }) },
      'call',
    ],
    ['a list of another server', { 'tools/list': failure(200, -32603, 'Internal error') }, 'tools'],
  ])('is broken with %s', async (_what, answers, step) => {
    const { result } = await check({ call: { tool: 'files-read', arguments: {} } }, answers);
    expect(result).toMatchObject({ verdict: 'broken', failed: { id: step } });
  });

  it('is broken where the browser would keep the page from asking', async () => {
    const { result } = await check(
      { origin: 'https://agent.example' },
      { ...ALLOWING, OPTIONS: { status: 403, received: '' } },
    );
    expect(result).toMatchObject({
      verdict: 'broken',
      failingHop: 'browser',
      cause: { rule: 'preflight-refused' },
    });
  });
});
