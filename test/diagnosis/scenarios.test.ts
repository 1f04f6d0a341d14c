import { describe, expect, it } from 'vitest';
import { recorded } from '../golden/recordings.ts';
import { inspectAll } from '../har-entry.ts';
import { NEWEST_LITELLM, PINNED_LITELLM } from '../stack/install/litellm.ts';
import { RECORDED_SCENARIOS, SCENARIOS } from '../stack/scenarios/index.ts';

/** No finding about a scenario: the proxy sends no debug headers with a refusal, and says little in those that it sends. */
const BESIDE: ReadonlySet<string> = new Set(['debug-headers-absent', 'auth-unresolved']);

const rulesIn = (scenario: string, litellm: string): readonly string[] => {
  const findings = inspectAll(recorded(scenario, litellm)).flatMap((each) => each.findings);
  return [...new Set(findings.map(({ rule }) => rule))].filter((rule) => !BESIDE.has(rule)).toSorted();
};

describe(`recorded from LiteLLM ${NEWEST_LITELLM}, with policies`, () => {
  it.each(RECORDED_SCENARIOS)('$id: $expect', ({ id, expect: expected }) => {
    expect(rulesIn(id, NEWEST_LITELLM)).toEqual(expected);
  });
});

describe(`recorded from LiteLLM ${PINNED_LITELLM}`, () => {
  it.each(SCENARIOS)('$id: $expect', ({ id, expect: expected }) => {
    expect(rulesIn(id, PINNED_LITELLM)).toEqual(expected);
  });

  it('a healthy call raises no warning and no error, and proves every hop to the tool', () => {
    const inspected = inspectAll(recorded('works'));
    expect(inspected.flatMap(({ findings }) => findings).filter(({ level }) => level !== 'info')).toEqual([]);
    expect(inspected.find(({ hops }) => hops.tool === 'good')?.hops).toMatchObject({
      browser: 'good',
      'client-to-gateway': 'good',
      gateway: 'good',
      'gateway-to-server': 'good',
    });
  });
});
