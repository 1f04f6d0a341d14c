import { expect, it } from 'vitest';
import { inspect, listed, verdicts } from '../../har-entry.ts';

const down = { status: 'upstream_error', http_status: 502 };

it('fires when the only server has this outcome, and quotes it', () => {
  const { findings } = inspect(listed({ down }));
  expect(findings).toMatchObject([
    {
      rule: 'upstream-error',
      level: 'error',
      evidence: [{ quote: 'litellm.ai/server_outcomes: down: upstream_error, http_status 502' }],
    },
  ]);
  expect(findings[0]?.title).toContain('“down”');
});

it('only warns when another server is fine', () => {
  expect(verdicts(listed({ down, everything: { status: 'ok', tool_count: 13 } }))).toEqual([
    'upstream-error/warning',
  ]);
});

it('is quiet when all is well', () => {
  expect(verdicts(listed({ everything: { status: 'ok', tool_count: 0 } })).join()).not.toContain(
    'upstream-error',
  );
});

it('fires for the gateway’s own failure to read the server', () => {
  expect(verdicts(listed({ down: { status: 'internal' } }))).toEqual(['upstream-error/error']);
});
