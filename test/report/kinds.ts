import {
  challenged,
  debugHeaders,
  GATEWAY,
  type Parts,
  toolCall,
  toolFailed,
  toolSaid,
} from '../har-entry.ts';

/** A place where people's recordings hold what no one else may read; `SECRET` stands where it does. */
export interface Kind {
  readonly kind: string;
  readonly parts: Parts;
  /** Whether the secret stands in a header, whose name may come in any case. */
  readonly isHeader?: true;
  /** Text of an event stream in which the secret may be split. */
  readonly isStream?: true;
}

export const SECRET = '@@SECRET@@';

const FORM = 'application/x-www-form-urlencoded';
const STREAM = 'text/event-stream';
const MULTIPART = 'multipart/form-data; boundary=b';

const rpc = (member: object): object => ({ jsonrpc: '2.0', id: 1, ...member });
const call = (args: object): object => toolCall('everything-echo', args);
const result = (value: unknown): object => rpc({ result: value });
const frames = (...events: readonly unknown[]): string =>
  events.map((event) => `event: message\ndata: ${JSON.stringify(event)}\n\n`).join('');
const part = (name: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${SECRET}\r\n--b--\r\n`;

const sentHeader = (name: string, value: string = SECRET): Kind => ({
  kind: `request header ${name}`,
  parts: { requestHeaders: { [name]: value } },
  isHeader: true,
});
const receivedHeader = (name: string, value: string, more: Parts = {}): Kind => ({
  kind: `response header ${name}`,
  parts: { ...more, responseHeaders: { [name]: value } },
  isHeader: true,
});
const query = (name: string): Kind => ({
  kind: `query ${name}`,
  parts: { url: `${GATEWAY}/mcp/everything?${name}=${SECRET}` },
});
const token = (name: string): Kind => ({
  kind: `token request ${name}`,
  parts: {
    url: `${GATEWAY}/token`,
    sentType: FORM,
    sent: `grant_type=authorization_code&resource=${encodeURIComponent(GATEWAY)}&${name}=${SECRET}`,
    received: {},
  },
});
const issued = (name: string): Kind => ({
  kind: `token answer ${name}`,
  parts: {
    url: `${GATEWAY}/token`,
    sentType: FORM,
    sent: `grant_type=refresh_token&resource=${encodeURIComponent(GATEWAY)}`,
    received: { token_type: 'Bearer', [name]: SECRET },
  },
});
const registered = (name: string): Kind => ({
  kind: `registration answer ${name}`,
  parts: {
    url: `${GATEWAY}/register`,
    sent: { redirect_uris: ['http://127.0.0.1:1/cb'], client_name: 'agent' },
    received: { client_id: 'agent', [name]: SECRET },
  },
});
const failure = (kind: string, received: unknown, status = 500, receivedType = 'application/json'): Kind => ({
  kind: `error body, ${kind}`,
  parts: { status, received, receivedType },
});
const model = (
  kind: string,
  request: object,
  received: unknown = {},
  receivedType = 'application/json',
): Kind => ({
  kind: `model, ${kind}`,
  parts: {
    url: `${GATEWAY}/v1/responses`,
    sent: { model: 'local', tools: [{ type: 'mcp', server_label: 'litellm' }], ...request },
    received,
    receivedType,
    at: 0,
  },
});
const stream = (kind: string, received: string, more: Parts = {}): Kind => ({
  kind,
  parts: { receivedType: STREAM, received, ...more },
  isStream: true,
});

/** Refusals in words that Hopscope knows, with somebody's own in them. */
const REFUSALS: readonly { readonly kind: string; readonly says: string }[] = [
  {
    kind: 'a key of LiteLLM',
    says: `Rate limit exceeded for api_key: sk-${SECRET}. Limit type: requests. Current limit: 2, Remaining: 0.`,
  },
  {
    kind: 'an user',
    says: `Rate limit exceeded for user: ${SECRET}. Limit type: requests. Current limit: 2`,
  },
  { kind: 'a budget', says: `Budget has been exceeded! Key=${SECRET} Current cost: 2.5, Max budget: 2.0` },
  { kind: 'what a guardrail saw', says: `Guardrail violation - ${SECRET} is a secret. It was ${SECRET}` },
  { kind: 'a token that a guardrail saw', says: `Guardrail violation - Bearer ${SECRET}${SECRET}` },
  { kind: 'blocked content', says: `Content blocked: ${SECRET}` },
  { kind: 'an address', says: `Blocked PII entity detected - ${SECRET}@corp.example` },
  { kind: 'a client', says: `MCP client '${SECRET}' (from header 'x-${SECRET}') is not listed` },
  {
    kind: 'a server',
    says: `No MCP server, toolset, or access group in 'a,${SECRET}' resolved to a known target`,
  },
  { kind: 'a type', says: `content type ${SECRET} not supported` },
  {
    kind: 'credentials to set',
    says: `Set your credentials here: https://x.example/${SECRET}?user=${SECRET}`,
  },
  { kind: 'LiteLLM’s exception', says: `litellm.AuthenticationError: key ${SECRET} of ${SECRET}` },
];

/** Every kind; the first three groups are MCP's and LiteLLM's own, then HTTP's, OAuth's, the bodies'. */
export const KINDS: readonly Kind[] = [
  sentHeader('authorization', `Bearer ${SECRET}`),
  sentHeader('x-litellm-api-key', `Bearer ${SECRET}`),
  sentHeader('x-mcp-auth'),
  sentHeader('x-mcp-github-authorization', `Bearer ${SECRET}`),
  sentHeader('x-mcp-github-x-api-key'),
  sentHeader('mcp-session-id'),
  sentHeader('mcp-param-region', `=?base64?${SECRET}?=`),
  sentHeader('mcp-param-query'),
  sentHeader('last-event-id'),
  sentHeader('proxy-authorization', `Basic ${SECRET}`),
  sentHeader('x-api-key'),
  sentHeader('x-amz-security-token'),
  sentHeader('x-forwarded-for'),
  sentHeader('x-forwarded-email'),
  sentHeader('x-header-nobody-knows', `words before ${SECRET}`),
  sentHeader('cookie', `theme=dark; session=${SECRET}`),
  sentHeader('referer', `https://page.example/cb?code=${SECRET}`),
  sentHeader('user-agent', `agent (${SECRET})`),
  sentHeader('x-mcp-servers', `everything,${SECRET}`),
  sentHeader('content-type', `application/json; note=${SECRET}`),
  receivedHeader('set-cookie', `sid=${SECRET}; Path=/u/${SECRET}; HttpOnly`),
  receivedHeader('mcp-session-id', SECRET),
  receivedHeader('location', `/cb?code=${SECRET}#id=${SECRET}`, { status: 302, received: '' }),
  receivedHeader('link', `<https://x.example/?t=${SECRET}>; rel=next`),
  receivedHeader(
    'www-authenticate',
    `Bearer realm="${SECRET}", error_description="for ${SECRET}", x="${SECRET}"`,
    { status: 401 },
  ),
  receivedHeader('x-litellm-key-alias', SECRET),
  receivedHeader('x-mcp-debug-inbound-auth', `authorization=${SECRET}`),
  receivedHeader('x-mcp-debug-oauth2-token', SECRET),
  receivedHeader('x-mcp-debug-inbound-auth', `x-${SECRET}=Bearer****0001`),
  receivedHeader('x-mcp-debug-auth-resolutions', `{"${SECRET}":"no-auth"}`),
  {
    kind: 'debug header outbound-url',
    parts: {
      responseHeaders: debugHeaders({ 'outbound-url': `https://u:${SECRET}@up.example/mcp?key=${SECRET}` }),
    },
  },
  query('api_key'),
  query('q'),
  query('code'),
  query('state'),
  query('login_hint'),
  query('redirect_uri=https%3A%2F%2Fx.example%2F%3Ft'),
  { kind: 'query without names', parts: { url: `${GATEWAY}/mcp/everything?${SECRET}` } },
  { kind: 'name in a query', parts: { url: `${GATEWAY}/mcp/everything?${SECRET}=1` } },
  { kind: 'fragment', parts: { url: `${GATEWAY}/mcp/everything#${SECRET}` } },
  { kind: 'fragment access_token', parts: { url: `${GATEWAY}/mcp/everything#access_token=${SECRET}` } },
  { kind: 'user information', parts: { url: `http://alice:${SECRET}@127.0.0.1:4000/mcp/everything` } },
  { kind: 'key in a path', parts: { url: `${GATEWAY}/s/${SECRET}0AbcdEfghIjkl/mcp` } },
  ...[
    'code',
    'code_verifier',
    'client_secret',
    'refresh_token',
    'client_assertion',
    'username',
    'password',
    'device_code',
  ].map(token),
  ...['access_token', 'refresh_token', 'id_token', 'session_state', 'user_email'].map(issued),
  ...['client_secret', 'registration_access_token', 'contacts'].map(registered),
  { kind: 'multipart form password', parts: { sentType: MULTIPART, sent: part('password') } },
  { kind: 'multipart form note', parts: { sentType: MULTIPART, sent: part('note') } },
  { kind: 'form note', parts: { sentType: FORM, sent: `note=${SECRET}` } },
  { kind: 'tool arguments', parts: { sent: call({ message: SECRET, deep: [{ password: SECRET }] }) } },
  { kind: 'name in tool arguments', parts: { sent: call({ [`a ${SECRET}`]: 1 }) } },
  {
    kind: 'prompt arguments',
    parts: { sent: rpc({ method: 'prompts/get', params: { name: 'p', arguments: { a: SECRET } } }) },
  },
  {
    kind: 'resource address',
    parts: { sent: rpc({ method: 'resources/read', params: { uri: `file:///${SECRET}` } }) },
  },
  { kind: 'elicitation answer', parts: { sent: result({ action: 'accept', content: { pin: SECRET } }) } },
  { kind: 'tool result', parts: { sent: call({}), ...toolSaid(`It is ${SECRET}.`) } },
  {
    kind: 'structured tool result',
    parts: { sent: call({}), received: result({ content: [], structuredContent: { ssn: SECRET } }) },
  },
  { kind: 'failed tool', parts: { sent: call({}), ...toolFailed(`no ${SECRET}`) } },
  {
    kind: 'tool that LiteLLM speaks for',
    parts: {
      sent: call({}),
      ...toolFailed(
        `HTTPStatusError: Client error '401 ${SECRET}' for url 'https://u:${SECRET}@x.example/?k=${SECRET}'`,
      ),
    },
  },
  {
    kind: 'tool description',
    parts: {
      received: result({
        tools: [{ name: 'echo', description: `use ${SECRET}`, inputSchema: { default: SECRET } }],
      }),
    },
  },
  {
    kind: 'instructions',
    parts: { received: result({ protocolVersion: '2025-06-18', capabilities: {}, instructions: SECRET }) },
  },
  {
    kind: 'log message',
    parts: {
      received: rpc({ method: 'notifications/message', params: { level: 'info', data: { a: SECRET } } }),
    },
  },
  { kind: 'paging cursor', parts: { sent: rpc({ method: 'tools/list', params: { cursor: SECRET } }) } },
  {
    kind: 'broken JSON',
    parts: {
      sent: `{"jsonrpc":"2.0","params":{"password":"${SECRET}"`,
      status: 400,
      received: `{"text":"${SECRET}`,
    },
  },
  {
    kind: 'JSON that is no MCP',
    parts: { sent: { note: SECRET, message: SECRET }, received: { message: SECRET, detail: SECRET } },
  },
  { kind: 'a page', parts: { status: 500, receivedType: 'text/html', received: `<title>${SECRET}</title>` } },
  failure('message', {
    error: { message: `Key ${SECRET} of alice@corp.example failed`, param: SECRET, code: SECRET },
  }),
  failure('detail', { detail: `password=${SECRET} at C:\\Users\\${SECRET}` }, 403),
  failure(
    'validation',
    { detail: [{ type: 'missing', loc: ['body', SECRET], msg: 'Field required', input: { a: SECRET } }] },
    422,
  ),
  failure('plain text', `upstream said ${SECRET} to /home/${SECRET}/x`, 502, 'text/plain'),
  failure(
    'JSON-RPC',
    rpc({ error: { code: -32000, message: `no user ${SECRET}`, data: { token: SECRET, note: SECRET } } }),
    400,
  ),
  failure(
    'quoted input',
    rpc({
      error: { code: -32602, message: `bad [type=x, input_value={'a': '${SECRET}'}, input_type=dict]` },
    }),
    400,
  ),
  failure('OAuth', { error: 'invalid_grant', error_description: `code ${SECRET} is used` }, 400),
  { kind: 'browser error', parts: { status: 0, received: '', error: `failed for ${SECRET}` } },
  {
    kind: 'challenge URL',
    parts: {
      ...challenged,
      responseHeaders: { 'www-authenticate': `Bearer resource_metadata="${GATEWAY}/x?hint=${SECRET}"` },
    },
  },
  {
    kind: 'metadata document',
    parts: {
      method: 'GET',
      url: `${GATEWAY}/.well-known/oauth-authorization-server`,
      received: {
        issuer: `https://a:${SECRET}@x.example`,
        token_endpoint: `https://x.example/t?k=${SECRET}`,
        note: SECRET,
      },
    },
  },
  {
    kind: 'REST tool call',
    parts: {
      url: `${GATEWAY}/mcp-rest/tools/call`,
      sent: { server_id: 'a', name: 'echo', arguments: { a: SECRET } },
      received: { content: [{ type: 'text', text: SECRET }] },
    },
  },
  {
    kind: 'REST answer in words',
    parts: {
      url: `${GATEWAY}/mcp-rest/tools/call`,
      sent: { server_id: 'a', name: 'echo', arguments: {} },
      received: { message: `Your code is ${SECRET}`, detail: SECRET, error: null },
    },
  },
  {
    kind: 'REST connection test',
    parts: {
      url: `${GATEWAY}/mcp-rest/test/connection`,
      sent: {
        url: `https://x.example/?k=${SECRET}`,
        credentials: { auth_value: SECRET },
        static_headers: { a: SECRET },
      },
      received: { message: `not ${SECRET}` },
    },
  },
  model('prompt', { input: `Say ${SECRET}`, instructions: SECRET }),
  model('messages', { messages: [{ role: 'user', content: SECRET, name: SECRET }] }),
  model('tool headers', { tools: [{ type: 'mcp', server_label: 'litellm', headers: { 'x-note': SECRET } }] }),
  model(
    'output',
    {},
    {
      output: [
        { type: 'message', content: [{ text: SECRET }] },
        { type: 'mcp_call', name: 'echo', arguments: SECRET, output: SECRET },
      ],
    },
  ),
  model('user', { user: SECRET, metadata: { name: SECRET } }),
  {
    ...model('streamed text', {}, frames({ type: 'response.output_text.delta', delta: SECRET }), STREAM),
    isStream: true,
  },
  stream('event stream result', frames(toolSaid(SECRET).received), { sent: call({}) }),
  stream('event stream words', `data: it is ${SECRET}\n\n`),
  stream('event stream id', `id: ${SECRET}\ndata: {}\n\n`),
  stream('event stream remark', `: ${SECRET}\ndata: {}\n\n`),
  { kind: 'recorded stream messages', parts: { sent: call({}), ...toolSaid(SECRET), firstEventAfter: 5 } },
  stream('endpoint event', `event: endpoint\ndata: /messages?session_id=${SECRET}\n\n`, {
    method: 'GET',
    url: `${GATEWAY}/sse`,
  }),
  ...REFUSALS.flatMap(({ kind, says }) => [
    failure(`refusal, ${kind}`, { detail: says }, 403),
    failure(`refusal with data, ${kind}`, rpc({ error: { code: -32603, message: 'no', data: says } }), 200),
    {
      kind: `tool that quotes a refusal, ${kind}`,
      parts: { sent: call({}), ...toolFailed(`Error: ${says}`) },
    },
  ]),
  failure(
    'a credential beside known words',
    rpc({
      error: {
        code: -32603,
        message: 'Every MCP server in scope failed to list tools',
        data: {
          error: 'mcp_server_scope_required',
          token: SECRET,
          note: SECRET,
          code: SECRET,
          'litellm.ai/server_outcomes': {
            a: { status: 'upstream_error', message: `no ${SECRET}`, x: SECRET },
          },
        },
      },
    }),
    200,
  ),
  {
    kind: 'tool with people around a refusal',
    parts: {
      sent: call({}),
      ...toolFailed(`Dear ${SECRET}. Error: User not allowed to call this tool. Ask ${SECRET}.\n${SECRET}`),
    },
  },
  {
    kind: 'a page with known words',
    parts: {
      status: 403,
      receivedType: 'text/html',
      received: `<html><title>Just a moment...</title>${SECRET}<center>nginx/${SECRET}</center>oauth2/start?rd=${SECRET}</html>`,
    },
  },
  stream(
    'event of a model that failed',
    frames({ type: 'mcp_gateway_error', message: `no ${SECRET}`, note: SECRET }),
    {
      url: `${GATEWAY}/v1/responses`,
      sent: model('', {}).parts.sent,
    },
  ),
  ...['x-litellm-key-rpm-limit', 'x-ratelimit-limit-requests', 'reset_at', 'x-cache', 'x-deny-reason'].map(
    (name) => receivedHeader(name, SECRET),
  ),
  ...['x-litellm-key-spend', 'x-litellm-user-email', 'x-litellm-cache-key'].map((name) =>
    receivedHeader(name, SECRET),
  ),
  { kind: 'long key in a path', parts: { url: `${GATEWAY}/s/${SECRET}${SECRET}${SECRET}/mcp` } },
  { kind: 'key behind a colon', parts: { url: `${GATEWAY}/bot:${SECRET}${SECRET}${SECRET}/mcp` } },
  { kind: 'key behind a comma', parts: { url: `${GATEWAY}/s,${SECRET}${SECRET}${SECRET}/mcp` } },
  { kind: 'parameter of a path', parts: { url: `${GATEWAY}/mcp/everything;jsessionid=${SECRET}` } },
  {
    kind: 'key in the path of outbound-url',
    parts: {
      responseHeaders: debugHeaders({
        'outbound-url': `https://up.example/api/mcp/s/${SECRET}${SECRET}${SECRET}/mcp`,
      }),
    },
  },
];
