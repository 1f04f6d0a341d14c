import { expect, it } from 'vitest';
import { inspect, listed, type Outcome, verdicts } from '../../har-entry.ts';

/**
 * The tests of a rule about one of LiteLLM's outcomes for a server.
 * @param down the outcome that it fires on
 * @param words that outcome, as the evidence quotes it
 */
export function testOutcome(rule: string, down: Outcome, words: string): void {
  it('fires when the only server has this outcome, and quotes it', () => {
    const { findings } = inspect(listed({ down }));
    const evidence = [{ quote: `litellm.ai/server_outcomes: down: ${words}` }];
    expect(findings).toMatchObject([{ rule, level: 'error', evidence }]);
    expect(findings[0]?.title).toContain('“down”');
  });

  it('only warns when another server is fine', () => {
    expect(verdicts(listed({ down, everything: { status: 'ok', tool_count: 13 } }))).toEqual([
      `${rule}/warning`,
    ]);
  });

  it('is quiet when all is well', () => {
    expect(verdicts(listed({ everything: { status: 'ok', tool_count: 0 } })).join()).not.toContain(rule);
  });
}
