import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

it('remarks a first message after more than ten seconds', () => {
  expect(verdicts({ wait: 12_000 })).toEqual(['answer-slow/info']);
});

it('goes by the stream’s messages where they were recorded', () => {
  const slow = {
    receivedType: 'text/event-stream',
    received: 'data: {"jsonrpc":"2.0","id":1,"result":{}}\n\n',
  };
  expect(verdicts({ ...slow, wait: 5, firstEventAfter: 11_000 })).toEqual(['answer-slow/info']);
  expect(verdicts({ ...slow, wait: 5, firstEventAfter: 9_000 })).toEqual([]);
});

it('is quiet about a stream of the server’s own messages, which waits by nature', () => {
  const requestHeaders = { accept: 'text/event-stream', 'mcp-protocol-version': '2025-06-18' };
  expect(
    verdicts({
      method: 'GET',
      requestHeaders,
      wait: 60_000,
      received: '',
      receivedType: 'text/event-stream',
    }),
  ).toEqual([]);
});
