import { expect, it } from 'vitest';
import { listed, verdicts } from '../../har-entry.ts';
import { testOutcome } from './outcome.ts';

testOutcome(
  'upstream-error',
  { status: 'upstream_error', http_status: 502 },
  'upstream_error, http_status 502',
);

it('fires for the gateway’s own failure to read the server', () => {
  expect(verdicts(listed({ down: { status: 'internal' } }))).toEqual(['upstream-error/error']);
});
