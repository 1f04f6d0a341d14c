import { describe, expect, it } from 'vitest';
import { recorded } from '../golden/recordings.ts';
import { inspectAll } from '../har-entry.ts';
import { PINNED_LITELLM } from '../stack/install/litellm.ts';
import { SCENARIOS } from '../stack/scenarios/index.ts';

describe(`recorded from LiteLLM ${PINNED_LITELLM}`, () => {
  it.each(SCENARIOS)('$id: $expect', ({ id, expect: expected }) => {
    const findings = inspectAll(recorded(id)).flatMap((each) => each.findings);
    // It is no finding about the scenario that the proxy sends no debug headers with a refusal.
    const ids = new Set(findings.map(({ rule }) => rule).filter((rule) => rule !== 'debug-headers-absent'));
    expect([...ids].toSorted()).toEqual(expected);
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
