import { expect, it } from 'vitest';
import { inspect, listed, verdicts } from '../../har-entry.ts';

const down = { status: 'auth_required', http_status: 401 };

it('fires when the only server has this outcome, and quotes it', () => {
  const { findings } = inspect(listed({ down }));
  expect(findings).toMatchObject([
    {
      rule: 'upstream-auth-required',
      level: 'error',
      evidence: [{ quote: 'litellm.ai/server_outcomes: down: auth_required, http_status 401' }],
    },
  ]);
  expect(findings[0]?.title).toContain('“down”');
});

it('only warns when another server is fine', () => {
  expect(verdicts(listed({ down, everything: { status: 'ok', tool_count: 13 } }))).toEqual([
    'upstream-auth-required/warning',
  ]);
});

it('is quiet when all is well', () => {
  expect(verdicts(listed({ everything: { status: 'ok', tool_count: 0 } })).join()).not.toContain(
    'upstream-auth-required',
  );
});
