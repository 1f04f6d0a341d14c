import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inProxyError } from '../../said-in.ts';

it('fires where LiteLLM has no database to look in', () => {
  expect(
    verdicts({ status: 400, received: { error: { message: 'No connected db.', type: 'no_db_connection' } } }),
  ).toEqual(['key-unverifiable/error']);
});

it('is quiet about another 400', () => {
  expect(verdicts({ status: 400, received: { error: { message: 'Bad request' } } })).toEqual([
    'failure-unexplained/error',
  ]);
});

const OF_A_DATABASE = [
  'Authentication Error, Client is not connected to the query engine, you must call `connect()` before attempting to query data.',
  'Authentication Error, Not connected to the query engine',
  'Authentication Error, All connection attempts failed',
  "Authentication Error, Can't reach database server at `db:5432`",
  'Authentication Error, Timed out fetching a new connection from the connection pool.',
];

it.each([400, 401, 500, 503])(
  'fires where LiteLLM does not reach its database, which it says with %i',
  (status) => {
    const found = OF_A_DATABASE.map((message) => {
      const { findings } = inspect(inProxyError(status, message));
      return findings.map(({ rule, title }) => `${rule}: ${title}`).join();
    });
    expect(new Set(found)).toEqual(
      new Set(['key-unverifiable: LiteLLM can’t check this key: it does not reach its database']),
    );
  },
);

it('leaves a server’s own database, and a key that was looked up, to other rules', () => {
  expect(
    verdicts({ status: 500, received: { message: "Can't reach database server at `db:5432`" } }).join(),
  ).not.toContain('key-');
  expect(verdicts(inProxyError(401, 'Authentication Error, Invalid proxy server token passed.'))).toEqual([
    'key-rejected/error',
  ]);
});

it('goes by the type that LiteLLM gives it', () => {
  const message = 'Failed to connect to DB. Check logs.';
  const found = ['no_db_connection', 'internal_error'].map((type) =>
    verdicts({ status: 503, received: { error: { message, type, param: null, code: '503' } } }).join(),
  );
  expect(found).toEqual(['key-unverifiable/error', 'gateway-exception/error']);
});
