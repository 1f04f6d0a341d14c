import { describe, expect, it } from 'vitest';
import { answered, failed, inspect, verdicts } from '../../har-entry.ts';

it('fires when the client gave up before an answer', () => {
  expect(verdicts(failed('net::ERR_ABORTED'))).toEqual(['request-aborted/warning']);
  expect(verdicts(failed('NS_BINDING_ABORTED'))).toEqual(['request-aborted/warning']);
  expect(verdicts({ status: 0, received: '' })).toEqual(['request-aborted/warning']);
});

it('says who gave up only where the recording says why', () => {
  const [known] = inspect(failed('net::ERR_ABORTED')).findings;
  expect(known?.title).toContain('The client gave up');
  const [unknown] = inspect({ status: 0, received: '' }).findings;
  expect(unknown?.title).not.toContain('gave up');
  expect(unknown?.why).toContain('does not say why');
});

it('is quiet when the answer was there, and about a connection that never was', () => {
  expect(verdicts({ ...failed('net::ERR_ABORTED'), status: 200, ...answered({}) })).toEqual([]);
  expect(verdicts(failed('net::ERR_CONNECTION_REFUSED'))).toEqual(['gateway-unreachable/error']);
});

describe.each(['net::ERR_ABORTED', 'NS_BINDING_ABORTED'])('a body that the client cancels (%s)', (error) => {
  const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
  const messages = [
    notification,
    [notification],
    { jsonrpc: '2.0', id: 3, result: {} },
    // Answered on the stream of the legacy transport.
    { jsonrpc: '2.0', id: 3, method: 'tools/list' },
  ];

  it.each(messages.flatMap((sent) => [202, 204].map((status) => [status, sent] as const)))(
    'is nothing after %i for %j',
    (status, sent) => {
      for (const receivedType of ['', 'application/json', 'text/event-stream'])
        expect(verdicts({ sent, status, error, received: '', receivedType })).toEqual([]);
    },
  );

  it('is an answer that is missing after 200', () => {
    expect(verdicts({ status: 200, error, received: '' })).toEqual(['request-aborted/warning']);
  });
});
