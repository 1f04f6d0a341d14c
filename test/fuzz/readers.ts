import type { Entry } from 'har-format';
import { quotesIn } from '../../src/answers/own-words.ts';
import { readRefusals } from '../../src/answers/read.ts';
import { whoAnswered } from '../../src/answers/who.ts';
import { lookOf, readMask, splitMasks } from '../../src/exchange/mask.ts';
import { createSecrets } from '../../src/exchange/redact/secrets.ts';
import { explain } from '../../src/explain/explain.ts';
import { nearestTo } from '../../src/explain/nearest.ts';
import { createInspector } from '../../src/inspect.ts';
import { decodeDebugHeaders } from '../../src/litellm/debug-headers.ts';
import { decodeEmbedded } from '../../src/litellm/embedded.ts';
import { decodeFailure } from '../../src/litellm/failure.ts';
import { readLog } from '../../src/logs/read-log.ts';
import { decodeRpc } from '../../src/mcp/rpc.ts';
import { readChallenges } from '../../src/oauth/challenge.ts';
import { decodeMetadata } from '../../src/oauth/metadata.ts';
import { decodeStep } from '../../src/oauth/step.ts';
import { createCleaning } from '../../src/report/clean/cleaning.ts';
import { cleanHeader } from '../../src/report/clean/header.ts';
import { prose } from '../../src/report/clean/prose.ts';
import { cleanUrl } from '../../src/report/clean/url.ts';
import { createReport } from '../../src/report/report.ts';
import { type ExchangeParts, entryOf, exchangeOf } from './exchanges.ts';

const inspect = (parts: ExchangeParts, change: (entry: Entry) => Entry = (entry) => entry) =>
  createInspector().add(change(entryOf(exchangeOf(parts))));

function refusalsOf(parts: ExchangeParts) {
  const exchange = exchangeOf(parts);
  const [rpc, failure, embedded] = [decodeRpc(exchange), decodeFailure(exchange), decodeEmbedded(exchange)];
  return readRefusals(exchange, {
    ...(rpc && { rpc }),
    ...(failure && { failure }),
    ...(embedded && { embedded }),
  });
}

function reportOf(parts: ExchangeParts) {
  const inspected = inspect(parts);
  return createReport(inspected ? [inspected] : [], { ignored: 0, toolData: 'left out' });
}

const FORM = 'application/x-www-form-urlencoded';
const STREAM = 'text/event-stream';
const sent = JSON.stringify({ tools: [{ type: 'mcp' }] });
const call = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'a' } });
const MARKS = ['server', 'via', 'x-cache', 'www-authenticate'];

const SENT_HEADERS = ['authorization', 'cookie', 'location', 'accept', 'x-unknown', 'x-mcp-servers'];
const RECEIVED_HEADERS = [
  'set-cookie',
  'www-authenticate',
  'x-mcp-debug-inbound-auth',
  'x-mcp-debug-outbound-url',
];

/** What begins a line of each source, so that the text is somebody's words in it. */
const LOGGED: Readonly<Record<string, string>> = {
  litellm: '00:40:41 - LiteLLM:ERROR: server.py:1 - Error handling MCP request: ',
  'litellm, unknown words': '00:40:41 - LiteLLM:WARNING: server.py:1 - ',
  'litellm, upstream':
    'WARNING:LiteLLM:Error listing tools from a: b\n  upstream exchange: POST http://x/ -> HTTP 401 | request headers: ',
  'litellm-json': '{"message": "',
  uvicorn: 'INFO:     127.0.0.1:1 - "GET /',
  traceback: 'Traceback (most recent call last):\n  File "a", line 1\n',
  'claude-code': '2026-11-29T00:40:41.000Z [ERROR] MCP server "a": ',
  'claude-code, JSON': '{"error":"',
  'claude-desktop': '2026-11-29T00:40:41.000Z [a] [info] Message from client: ',
  'python-sdk': "DEBUG:mcp.client.streamable_http:Sending client message: root=JSONRPCRequest(method='a', ",
  httpx: 'INFO:httpx:HTTP Request: GET ',
  httpcore:
    "DEBUG:httpcore.http11:receive_response_headers.complete return_value=(b'HTTP/1.1', 200, b'OK', [(b'",
  'typescript-sdk': 'McpError: MCP error -32000: ',
  'a container’s': 'litellm-1  | 2026-11-29T00:40:41.000Z stdout F ',
};

/** What each parser does with one long text. Those called HAR are the whole way of an entry, those called report its export as well. */
export const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'JSON-RPC': (received) => decodeRpc(exchangeOf({ received })),
  'event stream': (received) => decodeRpc(exchangeOf({ received, receivedType: STREAM })),
  ...Object.fromEntries(
    ['inbound-auth', 'oauth2-token', 'auth-resolutions'].map((name) => [
      `debug header ${name}`,
      (value: string) =>
        decodeDebugHeaders(exchangeOf({ responseHeaders: [{ name: `x-mcp-debug-${name}`, value }] })),
    ]),
  ),
  challenges: readChallenges,
  'a message explained': explain,
  'a message nobody knows': nearestTo,
  JWT: lookOf,
  'JWT, payload': (text) => lookOf(`eyJhIjoxfQ.${text}.c`),
  'masks, first': readMask,
  'masks, all': splitMasks,
  'OAuth step in an URL': (text) => decodeStep(exchangeOf({ method: 'GET', url: `http://x/?${text}` })),
  'OAuth step in a form': (text) => decodeStep(exchangeOf({ sent: text, sentType: FORM })),
  'OAuth registration': (text) => decodeStep(exchangeOf({ sent: text })),
  'OAuth metadata': (received) =>
    decodeMetadata(exchangeOf({ method: 'GET', url: 'http://x/.well-known/openid-configuration', received })),
  'OAuth metadata URL': (text) =>
    decodeMetadata(exchangeOf({ method: 'GET', url: `http://x/${text}/.well-known/openid-configuration` })),
  'embedded MCP': (received) => decodeEmbedded(exchangeOf({ sent, received })),
  'embedded MCP, streamed': (received) =>
    decodeEmbedded(exchangeOf({ sent, received, receivedType: STREAM })),
  'refusals, status': (received) => refusalsOf({ status: 500, received }),
  'refusals, error': (text) =>
    refusalsOf({ received: JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -1, message: text } }) }),
  'refusals, isError': (text) =>
    refusalsOf({
      received: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        result: { isError: true, content: [{ type: 'text', text }] },
      }),
    }),
  'refusals, model stream': (received) => refusalsOf({ sent, received, receivedType: STREAM }),
  'refusals, location': (value) =>
    refusalsOf({ status: 302, received: '', responseHeaders: [{ name: 'location', value }] }),
  'refusals, page': (text) =>
    refusalsOf({ sent: call, received: `<html>${text}`, receivedType: 'text/html' }),
  'refusals, REST': (text) =>
    refusalsOf({
      url: 'http://127.0.0.1:4000/mcp-rest/tools/call',
      received: JSON.stringify({ isError: true, content: [{ type: 'text', text }] }),
    }),
  'refusals, quoted': (text) => quotesIn(text, 'json-rpc'),
  'who answered, page': (text) =>
    whoAnswered(exchangeOf({ status: 502, received: `<html>${text}`, receivedType: 'text/html' })),
  'who answered, JSON': (received) => whoAnswered(exchangeOf({ status: 500, received })),
  'who answered, headers': (value) =>
    whoAnswered(
      exchangeOf({ status: 502, responseHeaders: MARKS.map((name) => ({ name, value })), receivedType: '' }),
    ),
  'cleaned URL': (text) => cleanUrl(`/${text}`, createCleaning('left out')),
  'cleaned challenge': (text) =>
    cleanHeader(
      { name: 'www-authenticate', value: `Bearer ${text}` },
      'response',
      createCleaning('left out'),
    ),
  'cleaned sentence': (text) => prose(text, createCleaning('left out')),
  'report, failure': (received) => reportOf({ status: 500, received }),
  'report, isError': (text) =>
    reportOf({
      sent: call,
      received: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        result: { isError: true, content: [{ type: 'text', text }] },
      }),
    }),
  'report, event stream': (received) => reportOf({ sent: call, received, receivedType: STREAM }),
  failures: (text) => decodeFailure(exchangeOf({ status: 500, received: text })),
  'HAR, JSON body': (text) => inspect({ received: text }),
  'HAR, event stream': (text) => inspect({ received: text, receivedType: STREAM }),
  'HAR, form': (text) => inspect({ sent: text, sentType: FORM }),
  'HAR, multipart': (text) => inspect({ sent: text, sentType: 'multipart/form-data' }),
  'HAR, URL': (text) => inspect({ url: `http://127.0.0.1:4000/mcp?${text}` }),
  'HAR, path': (text) => inspect({ url: `http://127.0.0.1:4000/${text}` }),
  'HAR, base64': (text) =>
    inspect({ received: text }, (entry) => ({
      ...entry,
      response: { ...entry.response, content: { ...entry.response.content, encoding: 'base64' } },
    })),
  ...Object.fromEntries(
    SENT_HEADERS.map((name) => [
      `HAR, ${name}`,
      (value: string) => inspect({ requestHeaders: [{ name, value }] }),
    ]),
  ),
  ...Object.fromEntries(
    RECEIVED_HEADERS.map((name) => [
      `HAR, ${name}`,
      (value: string) => inspect({ status: 401, responseHeaders: [{ name, value }] }),
    ]),
  ),
  log: (text) => readLog(text, createSecrets()),
  'log, many lines': (text) => readLog(text.replaceAll(' ', '\n'), createSecrets()),
  ...Object.fromEntries(
    Object.entries(LOGGED).map(([source, before]) => [
      `log, ${source}`,
      (text: string) => readLog(before + text, createSecrets()),
    ]),
  ),
};
