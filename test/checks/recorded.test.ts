import { describe, expect, it } from 'vitest';
import { STEP_IDS } from '../../src/checks/step.ts';
import { CHECKS, expectedOf } from '../stack/checks.ts';
import { CHECKED_RELEASES, recordedCheck, replay } from './replay.ts';

const ALL = CHECKED_RELEASES.flatMap((litellm) => CHECKS.map((each) => ({ litellm, id: each.id, each })));

it('has checks of all four releases', () => {
  expect(CHECKED_RELEASES).toEqual(['1.100.5', '1.108.5', '1.110.2', '1.81.14']);
});

describe.each(ALL)('$id with LiteLLM $litellm', ({ litellm, id, each }) => {
  const { verdict, hops } = expectedOf(each, litellm);

  it('comes to the right verdict and hop', async () => {
    const { result } = await replay(recordedCheck(litellm, id));
    expect(result.verdict).toBe(verdict);
    expect(hops).toContain(result.failingHop);
  });

  it('tells each step once, in order, with the reason of those left out', async () => {
    const { result, told } = await replay(recordedCheck(litellm, id));
    expect(result.steps.map((step) => step.id)).toEqual(STEP_IDS);
    expect(told.map((step) => step.id)).toEqual(STEP_IDS);
    for (const { says, status, exchanges } of result.steps) {
      expect(says).toMatch(/^\S.*[.\w)”]$/s);
      if (status === 'skipped') expect(exchanges).toEqual([]);
    }
  });
});

describe('a healthy server', () => {
  const healthy = ALL.filter(
    ({ id, each, litellm }) => expectedOf(each, litellm).verdict === 'ready' && id !== '',
  );

  it.each(healthy)(
    'takes at most 12 requests, and brings no warning: $id with LiteLLM $litellm',
    async (one) => {
      const { asked, inspected } = await replay(recordedCheck(one.litellm, one.id));
      expect(asked.length).toBeLessThanOrEqual(12);
      const grave = inspected.flatMap(({ findings }) => findings.filter(({ level }) => level !== 'info'));
      expect(grave.map(({ rule }) => rule)).toEqual([]);
    },
  );
});
