import type { Entry } from 'har-format';
import { createInspector, type Inspected } from '../src/inspect.ts';

/** The parts of an exchange that a test cares about; everything else is a healthy tools/list through the gateway. */
export interface Parts {
  readonly method?: string;
  readonly url?: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** Text, or JSON that is not text yet. */
  readonly sent?: unknown;
  readonly sentType?: string;
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly received?: unknown;
  readonly receivedType?: string;
  /** Milliseconds after the recording's start. */
  readonly at?: number;
  /** Milliseconds until the first byte. */
  readonly wait?: number;
  /** Milliseconds until the first message of an event stream, where the browser recorded it. */
  readonly firstEventAfter?: number;
  /** What the browser asked for it as: `document` for a page. */
  readonly resourceType?: Entry['_resourceType'];
  /** The browser's reason for a failure. */
  readonly error?: string;
}

/** When the exchanges of these tests were recorded, milliseconds since the epoch. */
export const RECORDED = Date.UTC(2026, 0, 1);

export const GATEWAY = 'http://127.0.0.1:4000';
export const KEY = 'sk-throwaway-key-for-tests-0001';

/** What an MCP client sends: the key where it belongs, and the types of answers that it takes. */
export const CLIENT_HEADERS = {
  'x-litellm-api-key': `Bearer ${KEY}`,
  accept: 'application/json, text/event-stream',
};

const headers = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).map(([name, value]) => ({ name, value }));

const text = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** A HAR 1.2 entry. */
export function entry({
  method = 'POST',
  url = `${GATEWAY}/mcp/everything`,
  requestHeaders = { 'x-litellm-api-key': `Bearer ${KEY}` },
  sent = method === 'POST' ? { jsonrpc: '2.0', id: 1, method: 'tools/list' } : undefined,
  sentType = 'application/json',
  status = 200,
  responseHeaders = {},
  received = {
    jsonrpc: '2.0',
    id: 1,
    result: { tools: [{ name: 'everything-echo', inputSchema: { type: 'object' } }] },
  },
  receivedType = 'application/json',
  at = 0,
  wait = 10,
  firstEventAfter,
  resourceType,
  error,
}: Parts = {}): Entry {
  const started = RECORDED + at;
  return {
    startedDateTime: new Date(started).toISOString(),
    time: wait + 2,
    ...(resourceType === undefined ? {} : { _resourceType: resourceType }),
    ...(firstEventAfter === undefined
      ? {}
      : {
          _eventSourceMessages: [
            { time: (started + firstEventAfter) / 1000, eventName: 'message', data: text(received) },
          ],
        }),
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers(requestHeaders),
      queryString: [],
      headersSize: -1,
      bodySize: sent === undefined ? 0 : text(sent).length,
      ...(sent === undefined ? {} : { postData: { mimeType: sentType, text: text(sent) } }),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers(responseHeaders),
      content: { size: text(received).length, mimeType: receivedType, text: text(received) },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...(error === undefined ? {} : { _error: error }),
    },
    cache: {},
    timings: { wait, receive: 2 },
  };
}

/** A page that the tab shows, as Chromium records it. */
export const pageLoad = (url: string): Parts => ({
  method: 'GET',
  url,
  resourceType: 'document',
  receivedType: 'text/html',
  received: '<!doctype html>',
});

/** A request that a page of another origin sends, and whose response it may read. */
export const sentFrom = (origin: string, parts: Parts): Parts => ({
  ...parts,
  requestHeaders: { ...parts.requestHeaders, origin },
  responseHeaders: {
    ...parts.responseHeaders,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': '*',
  },
});

/** Exchanges that follow each other, a second apart. */
export const inOrder = (exchanges: readonly Parts[]): readonly Entry[] =>
  exchanges.map((parts, index) => entry({ at: index * 1000, ...parts }));

/** Inspects entries as one recording. What is not MCP-related is left out. */
export function inspectAll(entries: readonly Entry[]): readonly Inspected[] {
  const inspector = createInspector();
  return entries.flatMap((each) => inspector.add(each) ?? []);
}

/** Inspects exchanges as one recording and returns the last; fails when that one is not MCP-related. */
export function inspect(...exchanges: readonly Parts[]): Inspected {
  const inspector = createInspector();
  const last = inOrder(exchanges)
    .map((each) => inspector.add(each))
    .at(-1);
  if (!last) throw new Error('the last exchange was not recognised as MCP-related');
  return last;
}

/** `rule/level` of each finding of the last exchange. */
export function verdicts(...exchanges: readonly Parts[]): readonly string[] {
  return inspect(...exchanges).findings.map(({ rule, level }) => `${rule}/${level}`);
}

/** The proxy's debug headers for a healthy call to a public server, some replaced. */
export function debugHeaders(
  replaced: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const values: Readonly<Record<string, string>> = {
    'inbound-auth': 'x-litellm-api-key=Bearer********************0001',
    'oauth2-token': '(none)',
    'auth-resolution': 'no-auth',
    'outbound-url': 'http://127.0.0.1:3001/mcp',
    'server-auth-type': '(none)',
    ...replaced,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`x-mcp-debug-${name}`, value]));
}

/** A JSON-RPC request, as a body. */
export const rpc = (method: string, params?: object) => ({ jsonrpc: '2.0', id: 1, method, params });

/** A call of a tool, as a body. */
export const toolCall = (name: string, args?: object) => rpc('tools/call', { name, arguments: args });

/** The response to a JSON-RPC request that went well. */
export const answered = (result: object) => ({ received: { jsonrpc: '2.0', id: 1, result } });

/** The response to one that did not. */
export const refused = (code: number, message: string) => ({
  received: { jsonrpc: '2.0', id: 1, error: { code, message } },
});

/** The response to a call whose tool says one thing. */
export const toolSaid = (text: string) => answered({ content: [{ type: 'text', text }] });

/** The same where the tool failed. */
export const toolFailed = (text: string) => answered({ isError: true, content: [{ type: 'text', text }] });

/** A request that ended without a response, for the browser's own reason. */
export const failed = (error: string): Parts => ({ status: 0, received: '', receivedType: '', error });

/** An endpoint that asks for an OAuth login: what comes after it belongs to MCP. */
export const challenged: Parts = {
  status: 401,
  received: {},
  responseHeaders: { 'www-authenticate': `Bearer resource_metadata="${GATEWAY}/x"` },
};

/** What LiteLLM says of a server whose tools it was asked for. */
export interface Outcome {
  readonly status: string;
  readonly http_status?: number;
  readonly tool_count?: number;
}

/** A tools/list answer with LiteLLM's outcomes; a tool for each server that is fine and has any. */
export function listed(outcomes: Readonly<Record<string, Outcome>>): Parts {
  const tools = Object.entries(outcomes).flatMap(([server, { tool_count: count }]) =>
    count ? [{ name: `${server}-echo` }] : [],
  );
  return answered({ tools, _meta: { 'litellm.ai/server_outcomes': outcomes } });
}

/** The same where LiteLLM reaches none of these servers. */
export const unreached = (servers: readonly string[]): Parts =>
  listed(Object.fromEntries(servers.map((server) => [server, { status: 'unreachable' }])));
