import { expect, it } from 'vitest';
import { answered, listed, rpc, verdicts } from '../../har-entry.ts';

const empty = answered({ tools: [] });

it('fires on a list without tools and without a reason', () => {
  expect(verdicts(empty)).toEqual(['tools-empty/warning']);
});

it('leaves a reason to the rule that names it', () => {
  expect(verdicts(listed({ down: { status: 'timeout' } }))).toEqual(['upstream-timeout/error']);
});

it('is quiet about a server that LiteLLM reached and that has none', () => {
  expect(verdicts(listed({ everything: { status: 'ok', tool_count: 0 } }))).toEqual([]);
});

it('is quiet about an empty list that is no answer to tools/list', () => {
  expect(verdicts({ sent: rpc('custom/list'), ...empty })).toEqual([]);
});
