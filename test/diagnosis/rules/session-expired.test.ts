import { expect, it } from 'vitest';
import { KEY, verdicts } from '../../har-entry.ts';

const withSession = (id: string) => ({
  requestHeaders: {
    'x-litellm-api-key': `Bearer ${KEY}`,
    'mcp-session-id': id,
    accept: 'application/json, text/event-stream',
  },
});
const gone = {
  status: 404,
  received: { jsonrpc: '2.0', id: 'server-error', error: { code: -32600, message: 'Session not found' } },
};

it('warns the first time', () => {
  expect(verdicts({ ...withSession('session-number-one'), ...gone })).toEqual(['session-expired/warning']);
  expect(verdicts({ ...withSession('session-number-one'), ...gone, status: 400 })).toEqual([
    'session-expired/warning',
  ]);
});

it('is an error when the client keeps using it, and not when it takes another', () => {
  const one = { ...withSession('session-number-one'), ...gone };
  expect(verdicts(one, one)).toEqual(['session-expired/error']);
  expect(verdicts(one, { ...withSession('session-number-two'), ...gone })).toEqual([
    'session-expired/warning',
  ]);
});

it('leaves a wrong alias to its rule, and says nothing without a session', () => {
  const unknown = { status: 404, received: { detail: "MCP server 'x' not found" } };
  expect(verdicts({ ...withSession('session-number-one'), ...unknown })).toEqual([
    'server-alias-unknown/error',
  ]);
  expect(
    verdicts({
      status: 404,
      received: 'Session not found',
      receivedType: 'text/plain',
      requestHeaders: { accept: 'application/json, text/event-stream', 'x-litellm-api-key': `Bearer ${KEY}` },
    }),
  ).toEqual([]);
});
