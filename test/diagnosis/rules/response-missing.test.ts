import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

const stream = { receivedType: 'text/event-stream' };

it.each([
  ['an empty stream', { ...stream, received: '' }],
  [
    'a stream with notifications only',
    { ...stream, received: 'data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n' },
  ],
  ['an answer to another id', { ...stream, received: 'data: {"jsonrpc":"2.0","id":2,"result":{}}\n\n' }],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['response-missing/error']);
});

it.each([
  ['an answer', { ...stream, received: 'data: {"jsonrpc":"2.0","id":1,"result":{}}\n\n' }],
  [
    'a notification',
    { sent: { jsonrpc: '2.0', method: 'notifications/initialized' }, status: 202, received: '' },
  ],
])('is quiet about %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual([]);
});
