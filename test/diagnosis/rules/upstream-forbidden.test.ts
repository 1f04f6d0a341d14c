import { expect, it } from 'vitest';
import { inspect, listed, verdicts } from '../../har-entry.ts';

const down = { status: 'forbidden', http_status: 403 };

it('fires when the only server has this outcome, and quotes it', () => {
  const { findings } = inspect(listed({ down }));
  expect(findings).toMatchObject([
    {
      rule: 'upstream-forbidden',
      level: 'error',
      evidence: [{ quote: 'litellm.ai/server_outcomes: down: forbidden, http_status 403' }],
    },
  ]);
  expect(findings[0]?.title).toContain('“down”');
});

it('only warns when another server is fine', () => {
  expect(verdicts(listed({ down, everything: { status: 'ok', tool_count: 13 } }))).toEqual([
    'upstream-forbidden/warning',
  ]);
});

it('is quiet when all is well', () => {
  expect(verdicts(listed({ everything: { status: 'ok', tool_count: 0 } })).join()).not.toContain(
    'upstream-forbidden',
  );
});
