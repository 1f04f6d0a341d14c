import { expect, it } from 'vitest';
import { failed, verdicts } from '../../har-entry.ts';

it('fires when the client gave up before an answer', () => {
  expect(verdicts(failed('net::ERR_ABORTED'))).toEqual(['request-aborted/warning']);
  expect(verdicts({ status: 0, received: '' })).toEqual(['request-aborted/warning']);
});

it('is quiet when the answer was there, and about a connection that never was', () => {
  expect(
    verdicts({ ...failed('net::ERR_ABORTED'), status: 200, received: { jsonrpc: '2.0', id: 1, result: {} } }),
  ).toEqual([]);
  expect(verdicts(failed('net::ERR_CONNECTION_REFUSED'))).toEqual(['gateway-unreachable/error']);
});
