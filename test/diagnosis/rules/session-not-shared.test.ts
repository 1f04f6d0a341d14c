import { expect, it } from 'vitest';
import { answered, CLIENT_HEADERS, inspect, type Parts, rpc, verdicts } from '../../har-entry.ts';

const opened = (id: string): Parts => ({
  sent: rpc('initialize', { protocolVersion: '2025-06-18' }),
  requestHeaders: CLIENT_HEADERS,
  responseHeaders: { 'mcp-session-id': id },
  ...answered({ protocolVersion: '2025-06-18' }),
});

const gone = (id: string, more: Parts = {}): Parts => ({
  requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': id },
  status: 404,
  received: { jsonrpc: '2.0', id: 'server-error', error: { code: -32600, message: 'Session not found' } },
  ...more,
});

const [one, two] = ['session-number-one', 'session-number-two'];
const twice = [opened(one), gone(one), opened(two), gone(two)];

it('fires the second time that a session is unknown moments after it was opened', () => {
  const { findings } = inspect(...twice);
  expect(findings).toMatchObject([{ rule: 'session-not-shared', level: 'error', hop: 'gateway' }]);
  expect(findings[0]?.evidence.at(-1)).toMatchObject({ exchange: 2 });
});

it('fires on servers that say so with 400', () => {
  expect(verdicts(...twice.slice(0, 3), gone(two, { status: 400 }))).toEqual(['session-not-shared/error']);
});

it.each<[string, readonly Parts[]]>([
  ['the first time', [opened(one), gone(one)]],
  ['a session that was opened long ago', [...twice.slice(0, 3), gone(two, { at: 600_000 })]],
  ['a session that nobody here opened', [opened(one), gone(one), gone(two)]],
])('takes %s for an end', (_what, exchanges) => {
  expect(verdicts(...exchanges)).toEqual(['session-expired/warning']);
});

it('is quiet about sessions that work', () => {
  const works = { requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': two } };
  expect(verdicts(opened(one), gone(one), opened(two), works)).toEqual([]);
});
