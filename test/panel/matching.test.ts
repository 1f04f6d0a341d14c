import { expect, it } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { isTold } from '../../src/panel/store/matching.ts';
import { entry, GATEWAY } from '../har-entry.ts';

const redact = createRedact(litellm());
const at = (milliseconds: number, url = `${GATEWAY}/mcp/everything`): Exchange =>
  redact(entry({ at: milliseconds, url }), 0);

it('takes each finished record for the one request that is nearest', () => {
  const [first, second, third] = [at(0), at(60), at(200)];
  const ended = [first, second, third];
  const told = (finished: readonly Exchange[]) => ended.map((each) => isTold(each, ended, finished));
  expect(told([])).toEqual([false, false, false]);
  expect(told([at(40)])).toEqual([false, true, false]);
  expect(told([at(205), at(3)])).toEqual([true, false, true]);
  expect(told([at(0), at(60), at(200)])).toEqual([true, true, true]);
  expect(told([at(0, `${GATEWAY}/mcp/other`), at(2_000)])).toEqual([false, false, false]);
});
