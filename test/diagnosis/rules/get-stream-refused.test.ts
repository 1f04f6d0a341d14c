import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';

const received = {
  jsonrpc: '2.0',
  id: 'server-error',
  error: { code: -32600, message: 'Method Not Allowed' },
};

const requestHeaders = { accept: 'text/event-stream', 'mcp-protocol-version': '2025-06-18' };

it.each(['GET', 'DELETE', 'HEAD', 'PUT', 'OPTIONS'])(
  'remarks that %s is not offered, and blames nobody',
  (method) => {
    expect(verdicts({ method, status: 405, received, requestHeaders })).toEqual(['get-stream-refused/info']);
  },
);

it.each([
  ['GET', 'The server offers no stream of its own messages', /lets a server answer 405/],
  ['DELETE', 'The server does not let clients end a session', /lets a server answer 405/],
  ['HEAD', 'The server takes no “HEAD” requests', /only POST, GET and DELETE/],
  ['PUT', 'The server takes no “PUT” requests', /only POST, GET and DELETE/],
])('says of %s what the server refuses', (method, title, why) => {
  const [finding] = inspect({ method, status: 405, received, requestHeaders }).findings;
  expect(finding).toMatchObject({ title, why: expect.stringMatching(why) });
});

it('leaves POST to the rule for wrong URLs', () => {
  expect(verdicts({ status: 405, received }).join()).not.toContain('get-stream-refused');
});

it.each(['text/event-stream', 'application/json, text/event-stream'])(
  'remarks the same where a GET for the stream is not acceptable: %s',
  (accept) => {
    const said = { jsonrpc: '2.0', id: null, error: { code: -32000, message: 'Not Acceptable' } };
    const parts = {
      method: 'GET',
      status: 406,
      received: said,
      requestHeaders: { ...requestHeaders, accept },
    };
    expect(verdicts(parts)).toEqual(['get-stream-refused/info']);
  },
);
