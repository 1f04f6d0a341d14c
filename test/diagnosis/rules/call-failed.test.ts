import { expect, it } from 'vitest';
import { refused, verdicts } from '../../har-entry.ts';

it.each([-32603, -32000, 1])('fires on the code %i', (code) => {
  expect(verdicts(refused(code, 'boom'))).toEqual(['call-failed/warning']);
});

it('leaves codes and words with a rule of their own to it', () => {
  expect(verdicts(refused(-32601, 'boom'))).toEqual(['method-unknown/warning']);
  expect(verdicts(refused(-32603, 'The key is not allowed to access server x'))).toEqual([
    'key-not-permitted/error',
  ]);
});
