import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

const refused = (code: number, message = 'boom') => ({
  received: { jsonrpc: '2.0', id: 1, error: { code, message } },
});

it.each([-32603, -32000, 1])('fires on the code %i', (code) => {
  expect(verdicts(refused(code))).toEqual(['call-failed/warning']);
});

it('leaves codes and words with a rule of their own to it', () => {
  expect(verdicts(refused(-32601))).toEqual(['method-unknown/warning']);
  expect(verdicts(refused(-32603, 'The key is not allowed to access server x'))).toEqual([
    'key-not-permitted/error',
  ]);
});
