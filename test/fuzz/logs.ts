import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { createSecrets } from '../../src/exchange/redact/secrets.ts';
import type { Log } from '../../src/logs/event.ts';
import { readLog } from '../../src/logs/read-log.ts';
import { evil, mutated, words } from './arbitraries.ts';
import { type Property, property } from './property.ts';

const PLANTED = 'sk-fuzz0123456789abcdef';

/** How lines of every source begin, and what collectors put before them. */
const BEGINS = [
  '00:40:41 - LiteLLM:ERROR: server.py:1 - ',
  '00:40:41 - LiteLLM Proxy:DEBUG: server.py:1 - ',
  'WARNING:LiteLLM:',
  '2026-11-29 00:40:41,123 - LiteLLM - INFO - client.py:1 - f() - ',
  'INFO:     127.0.0.1:1 - "POST /mcp HTTP/1.1" 200 OK',
  'INFO:     127.0.0.1:1 - "GET /mcp?code=',
  'ERROR:    ',
  '[2026-11-29 00:40:41 +0000] [1] [INFO] ',
  '{"message": "a", "level": "ERROR", "timestamp": "2026-11-29T00:40:41.000000", "stacktrace": "',
  '{"error":"a","timestamp":"2026-11-29T00:40:41.000Z"}',
  '{"log":"a\\n","stream":"stdout","time":"2026-11-29T00:40:41.000Z"}',
  '2026-11-29T00:40:41.000Z [DEBUG] MCP server "a": ',
  '2026-11-29T00:40:41.000Z [a] [info] Message from client: {"method":"tools/call","id":1}',
  'DEBUG:mcp.client.streamable_http:Sending client message: ',
  "DEBUG:httpcore.http11:receive_response_headers.complete return_value=(b'HTTP/1.1', 401, b'U', [(b'a', b'",
  'INFO:httpx:HTTP Request: POST http://x/ "HTTP/1.1 401 Unauthorized"',
  'Traceback (most recent call last):',
  '  + Exception Group Traceback (most recent call last):',
  '  File "a", line 1, in b',
  '    | ',
  'a.B: ',
  'McpError: MCP error -32000: ',
  '    at a (b:1:1) {',
  '  [cause]: ',
  '  code: 401',
  '  upstream exchange: POST http://x/ -> HTTP 401 | request headers: ',
  'For more information check: ',
  '',
] as const;

const SAYS = [
  'MCP client call_tool failed - Error Type: A, Error: ',
  'Error listing tools from a: ',
  "MCP session ID 'a1' not found",
  'Received session ID: ',
  "jsonrpc='2.0' id=1 method='tools/call' params={'name': 'a'}",
  "Tool 'a' failed after 1s: ",
  `Authorization: Bearer ${PLANTED}`,
  `{'x-mcp-auth': '${PLANTED}'}`,
  `https://u:${PLANTED}@x/?token=${PLANTED}`,
  ' [trace_id=a session_id=b]',
] as const;

const PREFIXES = [
  '',
  '',
  '',
  'litellm-1  | ',
  '2026-11-29T00:40:41.1Z ',
  '2026-11-29T00:40:41Z stdout P ',
  '[pod/a/b] ',
  'a-b-c d ',
  'Nov 29 00:40:41 h p[1]: ',
  '\u001B[92m',
];

const line = fc
  .tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...BEGINS), fc.constantFrom('', ...SAYS), words)
  .map((parts) => parts.join(''));

const text = fc
  .tuple(fc.array(line, { maxLength: 8, size: 'max' }), fc.constantFrom('\n', '\r\n', '\r', ' ', ''))
  .map(([lines, end]) => lines.join(end));

const read = (chunks: string | Iterable<string>): Log => readLog(chunks, createSecrets());

export const LOGS: readonly Property[] = [
  property('log', mutated(text), (written) => {
    const log = read(written);
    ok(log.unread <= log.lines);
    ok(log.lines <= written.length);
    for (const { line: number, words: said } of log.events) {
      ok(number >= 1 && number <= log.lines);
      ok(!/[\r\n]/.test(said));
    }
  }),
  property('log, credentials', text, (written) => {
    ok(!JSON.stringify(read(written)).includes(PLANTED));
  }),
  property('log, in pieces', fc.tuple(mutated(text), fc.integer({ min: 1, max: 30 })), ([written, size]) => {
    const pieces = Array.from({ length: Math.ceil(written.length / size) }, (_, index) =>
      written.slice(index * size, (index + 1) * size),
    );
    deepEqual(read(pieces), read(written));
  }),
  property('log, nonsense', fc.array(evil, { maxLength: 60, size: 'max' }), (pieces) => {
    read(pieces);
  }),
];
