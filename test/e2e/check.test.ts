import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendByNode } from '../../src/cli/node-http.ts';
import { originOf } from '../../src/exchange/origin.ts';
import { CHECKS, checkStack, expectedOf } from '../stack/checks.ts';
import { joinStack, STACK_START, type Stack } from '../stack/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await joinStack();
}, STACK_START);
afterAll(() => stack?.close());

describe('a check of the real stack', () => {
  it.each(CHECKS)('comes to the right verdict: $id', async (each) => {
    const { verdict, hops } = expectedOf(each, stack.litellm);
    const { result, inspected, requests, target } = await checkStack(stack, each, sendByNode);
    expect(result.verdict).toBe(verdict);
    expect(hops).toContain(result.failingHop);
    if (verdict === 'ready')
      expect(inspected.flatMap(({ findings }) => findings.filter(({ level }) => level !== 'info'))).toEqual(
        [],
      );
    const keyed = requests.filter(({ headers }) => headers.some(({ value }) => value.includes(stack.key)));
    expect(keyed.filter(({ url }) => originOf(url) !== originOf(target.url))).toEqual([]);
  });
});
