import {
  challenged,
  failed,
  GATEWAY,
  listed,
  type Parts,
  refused,
  rpc,
  toolCall,
  toolFailed,
} from '../har-entry.ts';

/** An exchange that did not do what its client asked, and what came before it. */
export interface Failing {
  readonly name: string;
  readonly before: readonly Parts[];
  readonly parts: Parts;
  /** Whether anything in it shows that LiteLLM is there. */
  readonly isLitellm: boolean;
}

type Table<Value = Parts> = Readonly<Record<string, Value>>;

const STATUSES = [
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422,
  423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522,
  523, 524, 525, 526, 527, 530, 599,
];

const said = 'It went wrong';
const of = (receivedType: string, received: string): Parts => ({ received, receivedType });

/** Forms of a body, none of which says why. */
const BODIES: Table = {
  'detail as text': { received: { detail: said } },
  'detail with error': { received: { detail: { error: said, message: 'somehow' } } },
  'detail of a validation': {
    received: { detail: [{ type: 'missing', loc: ['body', 'x'], msg: 'Field required' }] },
  },
  'a proxy exception': { received: { error: { message: said, type: 'x', param: null, code: '4' } } },
  'error and details': { received: { error: said, details: 'somehow' } },
  'error and description': { received: { error: 'some_code', error_description: 'somehow' } },
  'error as text': { received: { error: said } },
  'error as object': { received: { error: { message: said } } },
  message: { received: { message: said } },
  'a problem': { received: { type: 'about:blank', title: said }, receivedType: 'application/problem+json' },
  'a JSON-RPC error': { received: { jsonrpc: '2.0', id: 1, error: { code: -32000, message: said } } },
  'a JSON-RPC error without id': {
    received: { jsonrpc: '2.0', id: null, error: { code: -32600, message: said } },
  },
  'a JSON-RPC error in a stream': of(
    'text/event-stream',
    `event: message\ndata: {"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"${said}"}}\n\n`,
  ),
  HTML: of('text/html', `<!doctype html><html><body>${said}</body></html>`),
  'plain text': of('text/plain', said),
  nothing: of('', ''),
  'an empty object': { received: {} },
  'a list': { received: [] },
  'the text null': { received: 'null' },
  'a JSON text': { received: `"${said}"` },
  'broken JSON': { received: '{"detail": "It we' },
  XML: of('application/xml', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
};

/** Headers by which somebody is known. */
const ANSWERERS: Table<Readonly<Record<string, string>>> = {
  nobody: {},
  LiteLLM: { 'x-litellm-call-id': '0a1b' },
  Cloudflare: { server: 'cloudflare', 'cf-ray': '8a-FRA' },
  nginx: { server: 'nginx/1.27' },
  Kong: { 'x-kong-request-id': 'abc', 'x-kong-response-latency': '1' },
  'what is behind Kong': { 'x-kong-request-id': 'abc', 'x-kong-upstream-latency': '1' },
  'a load balancer': { server: 'awselb/2.0' },
};

const accept = 'application/json, text/event-stream';
const headers = { accept, authorization: 'Bearer abcdefghijklmnop' };
const asked = (parts: Parts): Parts => ({ requestHeaders: headers, ...parts });
const inSession = { ...headers, 'mcp-session-id': 'abc' };
const tools = [{ type: 'mcp', server_label: 'a', server_url: 'https://a.example/mcp' }];

/** Calls of MCP that an answer is due to. */
const CALLS: Table = {
  initialize: asked({
    sent: rpc('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'c', version: '1' },
    }),
  }),
  'tools/list': asked({ sent: rpc('tools/list') }),
  'tools/call': asked({ sent: toolCall('everything-echo') }),
  'prompts/get': asked({ sent: rpc('prompts/get', { name: 'a' }) }),
  'a call in a session': asked({ sent: rpc('tools/list'), requestHeaders: inSession }),
  'a call without a credential': asked({ requestHeaders: { accept } }),
};

const REST_CALL = asked({
  url: `${GATEWAY}/mcp-rest/tools/call`,
  sent: { server_id: 'a', name: 'echo', arguments: {} },
});

/** Calls of language models that were given MCP tools. */
const MODEL_CALLS: Table = {
  '/v1/responses': asked({ url: `${GATEWAY}/v1/responses`, sent: { model: 'm', input: 'x', tools } }),
  '/v1/chat/completions': asked({
    url: `${GATEWAY}/v1/chat/completions`,
    sent: { model: 'm', messages: [], tools },
  }),
};

const REQUESTS: Table = {
  ...CALLS,
  ...MODEL_CALLS,
  'a notification': asked({ sent: { jsonrpc: '2.0', method: 'notifications/initialized' } }),
  'a batch': asked({ sent: [rpc('tools/list')] }),
  'the stream': asked({ method: 'GET', requestHeaders: { ...headers, accept: 'text/event-stream' } }),
  'the end of a session': asked({ method: 'DELETE', requestHeaders: inSession }),
  'a list by REST': asked({ method: 'GET', url: `${GATEWAY}/mcp-rest/tools/list?server_id=a` }),
  'a call by REST': REST_CALL,
  'resource metadata': asked({
    method: 'GET',
    url: `${GATEWAY}/.well-known/oauth-protected-resource/mcp/everything`,
  }),
  'server metadata': asked({
    method: 'GET',
    url: `${GATEWAY}/.well-known/oauth-authorization-server/mcp/everything`,
  }),
  'a registration': asked({ url: `${GATEWAY}/register`, sent: { redirect_uris: ['http://127.0.0.1/cb'] } }),
  'a token request': asked({
    url: `${GATEWAY}/token`,
    sent: 'grant_type=authorization_code&code=x&code_verifier=y',
    sentType: 'application/x-www-form-urlencoded',
  }),
};

/** Steps of a login belong to MCP after a call that asks for one. */
const beforeOf = (request: string): readonly Parts[] =>
  /registration|token request/.test(request) ? [asked(challenged)] : [];

function* byStatus(): Generator<Failing> {
  for (const [request, base] of Object.entries(REQUESTS))
    for (const status of STATUSES)
      for (const [form, body] of Object.entries(BODIES))
        for (const [answerer, marks] of Object.entries(ANSWERERS)) {
          const type = body.receivedType ? { 'content-type': body.receivedType } : {};
          yield {
            name: `${request}, ${status}, ${form}, by ${answerer}`,
            before: beforeOf(request),
            parts: { ...base, status, ...body, responseHeaders: { ...type, ...marks } },
            isLitellm:
              answerer === 'LiteLLM' ||
              ['a proxy exception', 'error and details'].includes(form) ||
              request.endsWith('by REST'),
          };
        }
}

const CODES = [
  -32700, -32600, -32601, -32602, -32603, -32000, -32001, -32002, -32020, -32021, -32022, -32042, -1, 0, 42,
  500,
];

/** Texts in which a refusal may come; no phrase is among them. */
const TEXTS = [
  '',
  said,
  'Error: it went wrong',
  'Error executing tool echo: boom',
  '{"error":"boom"}',
  'Unbekannter Fehler',
  'x'.repeat(500),
];

function* inMessages(): Generator<Failing> {
  for (const [request, base] of Object.entries(CALLS))
    for (const code of CODES)
      for (const text of TEXTS)
        yield failing(`${request}, JSON-RPC ${code} ${text.slice(0, 20)}`, {
          ...base,
          ...refused(code, text),
        });
  for (const text of TEXTS) {
    yield failing(
      `isError ${text.slice(0, 20)}`,
      asked({ sent: toolCall('everything-echo'), ...toolFailed(text) }),
    );
    yield {
      ...failing(`isError by REST ${text.slice(0, 20)}`, {
        ...REST_CALL,
        received: { isError: true, content: [{ type: 'text', text }] },
      }),
      isLitellm: true,
    };
    yield {
      ...failing(`error by REST ${text.slice(0, 20)}`, {
        ...REST_CALL,
        received: { error: 'boom', message: text },
      }),
      isLitellm: true,
    };
  }
}

const OUTCOMES = [
  'unreachable',
  'auth_required',
  'forbidden',
  'timeout',
  'upstream_error',
  'internal',
  'rate_limited',
  'on_holiday',
];

function* inOutcomes(): Generator<Failing> {
  for (const status of OUTCOMES)
    for (const httpStatus of [undefined, 401, 403, 429, 500]) {
      const outcomes = { a: { status, ...(httpStatus === undefined ? {} : { http_status: httpStatus }) } };
      const data = { 'litellm.ai/server_outcomes': outcomes };
      const name = `outcome ${status} ${httpStatus ?? ''}`;
      yield { ...failing(name, asked(listed(outcomes))), isLitellm: true };
      const { received } = refused(-32603, 'Every MCP server in scope failed to list tools');
      yield {
        ...failing(
          `${name} in an error`,
          asked({ received: { ...received, error: { ...received.error, data } } }),
        ),
        isLitellm: true,
      };
    }
}

const EVENTS: Table<object> = {
  mcp_gateway_error: { type: 'mcp_gateway_error', error: { message: said } },
  'a failed list': { type: 'response.mcp_list_tools.failed', item_id: 'x' },
  'a failed call': { type: 'response.mcp_call.failed', item_id: 'x' },
  'a failed response': {
    type: 'response.failed',
    response: { error: { code: 'server_error', message: said } },
  },
  'an error': { type: 'error', code: 'x', message: said },
  'an error without a type': { error: { message: said, type: 'x', code: '500' } },
};

function* inStreams(): Generator<Failing> {
  for (const [request, base] of Object.entries(MODEL_CALLS))
    for (const [event, data] of Object.entries(EVENTS))
      yield {
        ...failing(`${request}, ${event}`, {
          ...base,
          ...of('text/event-stream', `data: ${JSON.stringify(data)}\n\n`),
        }),
        isLitellm: true,
      };
}

const NET_ERRORS = [
  'net::ERR_FAILED',
  'net::ERR_CONNECTION_REFUSED',
  'net::ERR_CONNECTION_RESET',
  'net::ERR_NAME_NOT_RESOLVED',
  'net::ERR_CERT_AUTHORITY_INVALID',
  'net::ERR_HTTP2_PROTOCOL_ERROR',
  'net::ERR_QUIC_PROTOCOL_ERROR',
  'net::ERR_BLOCKED_BY_CLIENT',
  'net::ERR_BLOCKED_BY_CSP',
  'net::ERR_EMPTY_RESPONSE',
  'net::ERR_TIMED_OUT',
  'net::ERR_INSUFFICIENT_RESOURCES',
  'net::ERR_UNSAFE_PORT',
  'net::ERR_TOO_MANY_REDIRECTS',
  'net::ERR_INVALID_RESPONSE',
  'NS_ERROR_CONNECTION_REFUSED',
  'NS_ERROR_NET_RESET',
  'NS_ERROR_UNKNOWN_HOST',
  'NS_ERROR_DOM_BAD_URI',
  'NS_ERROR_FAILURE',
];

function* withoutAnswer(): Generator<Failing> {
  for (const [request, base] of Object.entries({ ...CALLS, ...MODEL_CALLS }))
    for (const error of NET_ERRORS) yield failing(`${request}, ${error}`, { ...base, ...failed(error) });
}

const LOCATIONS = [
  undefined,
  '/mcp/everything/',
  'https://elsewhere.example/mcp',
  'https://team.cloudflareaccess.com/cdn-cgi/access/login',
];

function* redirected(): Generator<Failing> {
  for (const [request, base] of Object.entries(CALLS))
    for (const status of [300, 301, 302, 303, 307, 308])
      for (const location of LOCATIONS) {
        // Who gets one of these asks there again, with all that it had.
        if (status >= 307 && location?.startsWith('/')) continue;
        yield failing(`${request}, ${status} to ${location}`, {
          ...base,
          status,
          ...of('', ''),
          ...(location === undefined ? {} : { responseHeaders: { location } }),
        });
      }
}

const failing = (name: string, parts: Parts): Failing => ({ name, before: [], parts, isLitellm: false });

/** Every status, body, carrier, kind of request and answerer that Hopscope knows of, with words that it does not know. */
export function* failedExchanges(): Generator<Failing> {
  yield* inMessages();
  yield* inOutcomes();
  yield* inStreams();
  yield* withoutAnswer();
  yield* redirected();
  yield* byStatus();
}
