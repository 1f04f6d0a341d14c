import { describe, expect, it } from 'vitest';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { createSecrets } from '../../src/exchange/redact/secrets.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { readLog } from '../../src/logs/read-log.ts';
import { entry } from '../har-entry.ts';
import { leaksIn } from '../report/corpus.ts';
import { read } from './recorded.ts';

/** Letters and digits in no order, different for each number, and in nothing else. */
function coreOf(number: number): string {
  let state = (number + 7) * 2654435761;
  return Array.from({ length: 16 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'[state % 56];
  }).join('');
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** How a credential is written in text, whoever writes it. */
const FORMS: Readonly<Record<string, (core: string) => string>> = {
  bearer: (core) => `Authorization: Bearer ${core}`,
  basic: (core) => `Basic ${Buffer.from(`user:${core}`).toString('base64')}`,
  'a key of LiteLLM': (core) => `key=sk-${core}`,
  'a JWT': (core) => `${base64url('{"alg":"HS256"}')}.${base64url(`{"sub":"${core}"}`)}.${base64url(core)}`,
  'a password in an URL': (core) => `postgresql://user:${core}@db.example:5432/x`,
  'a token of GitHub': (core) => `ghp_${core}${core}`,
  'a token of Slack': (core) => `xoxb-${core}`,
  'a code in an URL': (core) => `https://a.example/callback?code=${core}&scope=mcp`,
  'a state in an URL': (core) => `https://a.example/callback?state=${core}`,
  'a key in a path’s query': (core) => `/mcp/sse/messages?session_id=${core}`,
  'a token in a fragment': (core) => `https://a.example/#access_token=${core}`,
  'a header in a Python dictionary': (core) => `headers: {'accept': 'a/b', 'x-mcp-auth': '${core}'}`,
  'an unknown header in a Python dictionary': (core) => `Request Headers: {'x-nobody-knows': '${core}'}`,
  'a cookie in a Python dictionary': (core) => `headers={'cookie': 'a=b; sid=${core}'}`,
  'a header in a list of Python': (core) =>
    `[(b'x-mcp-github-authorization', b'${core}'), (b'set-cookie', b'a=${core}')]`,
  'a session in a list of Python': (core) => `('mcp-session-id', '${core}')`,
  'a header in JSON': (core) => `{"url":"http://x/","headers":{"X-Nobody-Knows":"${core}"}}`,
  'a member of JSON': (core) => `{"access_token":"${core}","a":1}`,
  'a member of JSON in JSON': (core) => `{"a":"{\\"client_secret\\":\\"${core}\\"}"}`,
  'a member of a Python dictionary': (core) => `{'refresh_token': '${core}', 'a': None}`,
  'a field of Python': (core) => `UserAPIKeyAuth(token='${core}', api_key=None)`,
  'a keyword of Python': (core) => `call(api_key="${core}")`,
  'a header of curl': (core) => `curl -X POST http://x -H 'x-mcp-auth: ${core}'`,
  'headers as LiteLLM lists them': (core) =>
    `\n  upstream exchange: POST http://x/ -> HTTP 401 | request headers: accept=a, b, x-nobody-knows=${core}, x-api-key=${core} | response body: {}`,
  'a password by its name': (core) => `password=${core}`,
};

const withoutBreak = (text: string): string => text.replaceAll('\n', ' ');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A line of each source that holds somebody's words. */
const LINES: Readonly<Record<string, (text: string) => string>> = {
  litellm: (text) => `00:40:41 - LiteLLM:ERROR: server.py:1 - Error handling MCP request: ${text}`,
  'litellm, at DEBUG': (text) =>
    `00:40:41 - LiteLLM:DEBUG: server.py:1 - MCP client list_tools failed - Error Type: E, Error: ${text}, Server: http://x/mcp, Transport: http`,
  'litellm, unknown words': (text) => `00:40:41 - LiteLLM Proxy:WARNING: server.py:1 - ${text}`,
  'litellm, root handler': (text) => `WARNING:LiteLLM:Error listing tools from a: ${text}`,
  'litellm-json': (text) =>
    `{"message": "Error handling MCP request: ${json(text)}", "level": "ERROR", "timestamp": "2026-11-29T00:40:41.000000", "component": "LiteLLM", "logger": "a.py:1", "stacktrace": "Traceback (most recent call last):\\n  File \\"a\\", line 1\\na.B: ${json(withoutBreak(text))}"}`,
  uvicorn: (text) => `ERROR:    Exception in ASGI application ${withoutBreak(text)}`,
  traceback: (text) =>
    `Traceback (most recent call last):\n  File "a.py", line 1, in b\n    c\nhttpx.E: ${withoutBreak(text)}`,
  'a last line of a traceback': (text) => `httpx.ConnectError: ${withoutBreak(text)}`,
  'claude-code': (text) =>
    `2026-11-29T00:40:41.000Z [ERROR] MCP server "a": Connection error: ${withoutBreak(text)}`,
  'claude-code, options': (text) =>
    `2026-11-29T00:40:41.000Z [DEBUG] MCP server "a": HTTP transport options: {"url":"http://x/?a=1","headers":{"X-Other":"b"}} ${withoutBreak(text)}`,
  'claude-code, JSON': (text) =>
    `{"error":"Connection error: ${json(text)}","timestamp":"2026-11-29T00:40:41.000Z","sessionId":"a","cwd":"/"}`,
  'claude-desktop': (text) =>
    `2026-11-29T00:40:41.000Z [a] [error] Error ${withoutBreak(text)} { metadata: undefined }`,
  'claude-desktop, message': (text) =>
    `2026-11-29T00:40:41.000Z [a] [info] Message from client: {"method":"tools/call","params":{"name":"a","arguments":{"b":"${json(withoutBreak(text))}"}},"id":1} { metadata: undefined }`,
  'python-sdk': (text) =>
    `DEBUG:mcp.client.streamable_http:Sending client message: jsonrpc='2.0' id=3 method='tools/call' params={'name': 'a', 'arguments': {'b': 1}} ${withoutBreak(text)}`,
  'python-sdk, error': (text) => `ERROR:mcp.client.auth:OAuth flow error ${text}`,
  httpx: (text) =>
    `INFO:httpx:HTTP Request: POST http://x/mcp?${encodeURIComponent('a')}=b "HTTP/1.1 200 OK" ${withoutBreak(text)}`,
  'typescript-sdk': (text) =>
    `StreamableHTTPError: Streamable HTTP error: Error POSTing to endpoint: ${withoutBreak(text)}\n    at a (b:1:1) {\n  [cause]: Error: ${withoutBreak(text)}\n}`,
};

describe.each(Object.entries(LINES))('%s', (_source, line) => {
  it.each(Object.entries(FORMS))('shows nothing of %s', (form, spell) => {
    const core = coreOf(form.length * 131 + line('').length);
    const { events } = read(line(spell(core)));
    expect(events).not.toEqual([]);
    expect(leaksIn(JSON.stringify(events), [{ kind: form, spelling: 'raw', core }])).toEqual([]);
  });
});

/** Places for an URL or a header, which have forms of their own. */
const PLACES: Readonly<Record<string, (core: string) => string>> = {
  'target of an access line': (core) =>
    `INFO:     1.1.1.1:1 - "GET /callback?code=${core}&state=${core} HTTP/1.1" 200 OK`,
  'target of a cut access line': (core) =>
    `INFO:     1.1.1.1:1 - "GET /mcp?key=${core} HTTP/1.1" 200 OK and more`,
  'target of an access line in JSON': (core) =>
    `{"message": "1.1.1.1:1 - \\"GET /mcp?api_key=${core} HTTP/1.1\\" 200", "level": "INFO", "timestamp": "2026-11-29T00:40:41.000000"}`,
  'path of an access line': (core) => `INFO:     1.1.1.1:1 - "GET /keys/sk-${core} HTTP/1.1" 200 OK`,
  'user information of an URL': (core) =>
    `INFO:httpx:HTTP Request: POST https://user:${core}@x/mcp "HTTP/1.1 200 OK"`,
  'query of an URL': (core) =>
    `INFO:httpx:HTTP Request: POST https://x/token?client_secret=${core} "HTTP/1.1 200 OK"`,
  'headers of an answer': (core) =>
    `DEBUG:httpcore.http11:receive_response_headers.complete return_value=(b'HTTP/1.1', 200, b'OK', [(b'mcp-session-id', b'${core}'), (b'x-nobody-knows', b"it's ${core}"), (b'set-cookie', b'a=${core}; Path=/')])`,
  'headers of an answer, HTTP/2': (core) =>
    `DEBUG:httpcore.http2:receive_response_headers.complete return_value=(200, [(b'x-nobody-knows', b'${core}')])`,
  'a session of the SDK': (core) => `INFO:mcp.client.streamable_http:Received session ID: ${core}`,
  'a session of LiteLLM': (core) =>
    `00:40:41 - LiteLLM:WARNING: a.py:1 - MCP session ID '${core}' not found in this worker's memory.`,
  'a session that is refused': (core) =>
    `00:40:41 - LiteLLM:WARNING: a.py:1 - Rejecting MCP request: session '${core}' owner mismatch.`,
  'a session that ends': (core) => `INFO:mcp.server.streamable_http:Terminating session: ${core}`,
  'an upstream exchange': (core) =>
    `00:40:41 - LiteLLM:WARNING: a.py:1 - Failed to get tools from server a: E\n  upstream exchange: POST http://x/?token=${core} -> HTTP 401 | request headers: a=b`,
  'the URL of a server': (core) =>
    `2026-11-29T00:40:41.000Z [DEBUG] MCP server "a": Initializing HTTP transport to https://x/mcp?api_key=${core}`,
};

it.each(Object.entries(PLACES))('shows nothing of a secret in %s', (place, write) => {
  const core = coreOf(place.length);
  const { events } = read(write(core));
  expect(events).not.toEqual([]);
  expect(leaksIn(JSON.stringify(events), [{ kind: place, spelling: 'raw', core }])).toEqual([]);
});

describe('masks', () => {
  it('of LiteLLM’s own show no more than ours', () => {
    const { events } = read(
      "00:40:41 - LiteLLM:ERROR: a.py:1 - Error handling MCP request: {'Authorization': 'Bearer*************************1234'} sk-abc*****************wxyz",
    );
    expect(events[0]?.words).toBe(
      "Error handling MCP request: {'Authorization': 'Bearer****1234'} sk-****wxyz",
    );
  });

  it('of others stay', () => {
    const { events } = read(
      '2026-11-29T00:40:41.000Z [DEBUG] MCP server "a": HTTP transport options: {"url":"http://x/mcp","headers":{"x-litellm-api-key":"[REDACTED]"}}',
    );
    expect(events[0]?.words).toContain('"x-litellm-api-key":"[REDACTED]"');
  });

  it('have the tags of the recording: the key in a log is the key on the wire', () => {
    const secrets = createSecrets();
    const [key, session] = [`sk-${coreOf(1)}`, coreOf(2).repeat(2)];
    const exchange = createRedact(litellm(), secrets)(
      entry({ requestHeaders: { 'x-litellm-api-key': `Bearer ${key}`, 'mcp-session-id': session } }),
      0,
    );
    const masks = exchange.request.headers.flatMap(({ name, value }) =>
      /api-key|session/.test(name) ? value.replace('Bearer ', '') : [],
    );
    expect(masks).toHaveLength(2);
    const { events } = readLog(
      `00:40:41 - LiteLLM:WARNING: a.py:1 - MCP session ID '${session}' not found in this worker's memory.\n00:40:41 - LiteLLM:ERROR: a.py:1 - Error handling MCP request: ${key}`,
      secrets,
    );
    expect([events[1]?.words.split(': ')[1], events[0]?.session]).toEqual(masks);
  });
});
