import { expect, it } from 'vitest';
import { CLIENT_HEADERS, verdicts } from '../../har-entry.ts';

const withSession = (id: string) => ({ requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': id } });
const gone = {
  status: 404,
  received: { jsonrpc: '2.0', id: 'server-error', error: { code: -32600, message: 'Session not found' } },
};

const one = { ...withSession('session-number-one'), ...gone };

it('warns the first time', () => {
  expect(verdicts(one)).toEqual(['session-expired/warning']);
  expect(verdicts({ ...one, status: 400 })).toEqual(['session-expired/warning']);
});

it('knows a session by a 401, and a transport that was never initialized, but no login that has ended', () => {
  const plain = (status: number, received: string) => ({
    ...one,
    status,
    received,
    receivedType: 'text/plain',
  });
  expect(verdicts(plain(401, 'Unauthorized: Session not found'))).toEqual(['session-expired/warning']);
  expect(verdicts(plain(400, 'Bad Request: Server not initialized'))).toEqual(['session-expired/warning']);
  expect(verdicts(plain(401, 'Your session has expired, sign in again')).join()).not.toContain(
    'session-expired',
  );
});

it('is an error when the client keeps using it, and not when it takes another', () => {
  expect(verdicts(one, one)).toEqual(['session-expired/error']);
  expect(verdicts(one, { ...withSession('session-number-two'), ...gone })).toEqual([
    'session-expired/warning',
  ]);
});

it('leaves a wrong alias to its rule, and says nothing without a session', () => {
  const unknown = { status: 404, received: { detail: "MCP server 'x' not found" } };
  expect(verdicts({ ...one, ...unknown })).toEqual(['server-alias-unknown/error']);
  const plain = { status: 404, received: 'Session not found', receivedType: 'text/plain' };
  expect(verdicts({ ...plain, requestHeaders: CLIENT_HEADERS })).toEqual(['failure-unexplained/error']);
});

it('fires on the stream of the server’s own messages where the words say so, and counts as told', () => {
  const stream = { ...one, method: 'GET', sent: undefined };
  expect(verdicts(stream)).toEqual(['session-expired/warning']);
  expect(verdicts(stream, one)).toEqual(['session-expired/error']);
  const plain = { ...stream, received: '', receivedType: 'text/plain' };
  expect(verdicts(plain)).toEqual(['get-stream-refused/info']);
  expect(verdicts({ ...stream, method: 'DELETE' })).toEqual(['get-stream-refused/info']);
});
