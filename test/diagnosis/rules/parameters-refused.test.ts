import { expect, it } from 'vitest';
import { refused, toolFailed, toolSaid, verdicts } from '../../har-entry.ts';

const message = "Parameters ['path'] are not allowed for tool read";

it.each([
  ['403', { status: 403, ...refused(-32000, message) }],
  ['a failed tool', toolFailed(message)],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toContain('parameters-refused/error');
});

it('is quiet about a tool that succeeds with those words', () => {
  expect(verdicts(toolSaid(message))).toEqual([]);
});
