import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

const message = "Parameters ['path'] are not allowed for tool read";

it.each([
  ['403', { status: 403, received: { jsonrpc: '2.0', id: 1, error: { code: -32000, message } } }],
  [
    'a failed tool',
    {
      received: {
        jsonrpc: '2.0',
        id: 1,
        result: { isError: true, content: [{ type: 'text', text: message }] },
      },
    },
  ],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toContain('parameters-refused/error');
});

it('is quiet about a tool that succeeds with those words', () => {
  expect(
    verdicts({ received: { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text: message }] } } }),
  ).toEqual([]);
});
