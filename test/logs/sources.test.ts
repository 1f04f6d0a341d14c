import { describe, expect, it } from 'vitest';
import { read } from './recorded.ts';

const only = (text: string) => {
  const { events } = read(text);
  expect(events).toHaveLength(1);
  return events[0];
};

describe('Claude Code', () => {
  const at = '2026-08-05T19:57:20.690Z';
  const says = (words: string) => only(`${at} [DEBUG] MCP server "a b": ${words}`);

  it.each([
    [
      'Initializing HTTP transport to http://127.0.0.1:9/mcp/dead',
      { happening: 'connecting', url: 'http://127.0.0.1:9/mcp/dead' },
    ],
    [
      'HTTP transport options: {"url":"http://127.0.0.1:9/mcp/dead","headers":{"User-Agent":"claude-code/2.1.197 (sdk-cli)","x-litellm-api-key":"[REDACTED]"},"hasAuthProvider":true,"timeoutMs":60000}',
      { happening: 'connecting', url: 'http://127.0.0.1:9/mcp/dead' },
    ],
    ['Successfully connected (transport: http) in 187ms', { happening: 'connected', duration: 187 }],
    [
      'HTTP Connection failed after 172ms: Streamable HTTP error: Error POSTing to endpoint: Not Found (code: 404, errno: none)',
      { happening: 'failed', duration: 172, status: 404 },
    ],
    ['HTTP connection dropped after 33s uptime', { happening: 'failed', duration: 33_000 }],
    ['Calling MCP tool: echo', { happening: 'called', tool: 'echo' }],
    ["Tool 'echo' completed successfully in 32ms", { happening: 'called', tool: 'echo', duration: 32 }],
    [
      "Tool 'echo' failed after 0s: MCP error -32000: Connection closed",
      { happening: 'failed', tool: 'echo', duration: 0 },
    ],
    ['No client info found', { happening: 'login' }],
    ['Auth result: AUTHORIZED', { happening: 'login' }],
    ['HTTP 404: Invalid OAuth error response: SyntaxError', { happening: 'failed', status: 404 }],
    [
      'MCP session expired (server no longer recognizes session ID), triggering reconnection',
      { happening: 'session' },
    ],
  ])('says: %s', (words, event) => {
    expect(says(words)).toMatchObject({
      source: 'claude-code',
      server: 'a b',
      level: 'debug',
      time: { at: Date.parse(at), precision: 'millisecond', zone: 'UTC', day: 'said' },
      ...event,
    });
  });

  it('has the server also where there is no colon, and no time', () => {
    expect(only('[ERROR] MCP server "x" Connection error: y')).toMatchObject({
      server: 'x',
      happening: 'failed',
      level: 'error',
    });
  });

  it('writes the same as one JSON object a line, or as an array', () => {
    const one = (words: string) => `{"debug":"${words}","timestamp":"${at}","sessionId":"c","cwd":"/"}`;
    const lines = [one('Calling MCP tool: a'), one('Calling MCP tool: b')];
    const pretty = JSON.stringify(
      lines.map((line) => JSON.parse(line)),
      null,
      2,
    );
    for (const text of [lines.join('\n'), `[${lines.join(',')}]`, pretty]) {
      const { events } = read(text);
      expect(events.map(({ tool, time }) => [tool, time?.at])).toEqual([
        ['a', Date.parse(at)],
        ['b', Date.parse(at)],
      ]);
    }
  });
});

describe('Claude Desktop', () => {
  it('names server, method, tool and id of a message', () => {
    expect(
      only(
        '2025-07-12T05:51:44.599Z [linked in] [info] Message from client: {"method":"tools/call","params":{"name":"a","arguments":{}},"jsonrpc":"2.0","id":7} { metadata: undefined }',
      ),
    ).toMatchObject({
      source: 'claude-desktop',
      happening: 'sent',
      server: 'linked in',
      rpcMethod: 'tools/call',
      rpcId: '7',
      tool: 'a',
      time: { at: Date.parse('2025-07-12T05:51:44.599Z') },
    });
  });
});

describe('the TypeScript SDK', () => {
  it('says its status behind where it was, and what caused it', () => {
    expect(
      only(
        'StreamableHTTPError: Streamable HTTP error: Error POSTing to endpoint: {"detail":"a"}\n    at b (c:1:1) {\n  code: 401\n}',
      ),
    ).toMatchObject({ source: 'typescript-sdk', happening: 'failed', status: 401, lines: 4 });
    expect(
      only(
        'TypeError: fetch failed\n    at a (b:1:1) {\n  [cause]: Error: connect ECONNREFUSED 127.0.0.1:9\n}',
      ),
    ).toMatchObject({
      words: 'TypeError: fetch failed',
      raised: ['Error: connect ECONNREFUSED 127.0.0.1:9'],
    });
  });

  it('is not every error of JavaScript', () => {
    expect(read('Error: nope\n    at a (b:1:1)\n')).toMatchObject({ events: [], unread: 2 });
  });
});

describe('Python', () => {
  it.each([
    '2026-05-25 15:01:52,123 - httpx - INFO - HTTP Request: POST http://x/mcp "HTTP/1.1 401 Unauthorized"',
    '2026-05-25 15:01:52,123 - INFO - httpx - HTTP Request: POST http://x/mcp "HTTP/1.1 401 Unauthorized"',
    '2026-05-25 15:01:52,123 INFO httpx: HTTP Request: POST http://x/mcp "HTTP/1.1 401 Unauthorized"',
    '2026-05-25 15:01:52,123 [INFO] httpx: HTTP Request: POST http://x/mcp "HTTP/1.1 401 Unauthorized"',
    'INFO:httpx2:HTTP Request: POST http://x/mcp "HTTP/1.1 401 Unauthorized"',
  ])('reads common formats of its logging: %s', (line) => {
    expect(only(line)).toMatchObject({
      source: 'httpx',
      level: 'info',
      method: 'POST',
      url: 'http://x/mcp',
      status: 401,
    });
  });

  it('reads a traceback whose beginning was cut off, or of which only the last line is left', () => {
    expect(
      only('  File "a.py", line 3, in b\n    c()\nhttpx.ConnectError: All connection attempts failed'),
    ).toMatchObject({
      source: 'traceback',
      happening: 'failed',
      raised: ['httpx.ConnectError: All connection attempts failed'],
    });
    expect(only('httpx.ConnectError: All connection attempts failed')).toMatchObject({ happening: 'failed' });
  });
});

describe('uvicorn', () => {
  it('says what it does itself, and gunicorn too', () => {
    const { events } = read(
      'INFO:     Started server process [1]\nERROR:    Application startup failed. Exiting.\n[2026-11-29 00:40:41 +0000] [1] [INFO] Starting gunicorn 23.0.0',
    );
    expect(events.map(({ source, happening }) => [source, happening])).toEqual([
      ['uvicorn', 'started'],
      ['uvicorn', 'failed'],
      ['uvicorn', 'started'],
    ]);
  });
});
