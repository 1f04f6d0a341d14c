import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

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
