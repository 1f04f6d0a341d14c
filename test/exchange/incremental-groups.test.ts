import { expect, it } from 'vitest';
import { groupIncrementally } from '../../src/exchange/incremental-groups.ts';

it('groups what a list holds, and later only what it has gained', () => {
  const asked: number[] = [];
  const byParity = groupIncrementally((item: number) => {
    asked.push(item);
    return item === 0 ? [] : [item % 2 === 0 ? 'even' : 'odd'];
  });
  const items = [0, 1, 2, 3];
  expect(Object.fromEntries(byParity(items))).toEqual({ odd: [1, 3], even: [2] });
  items.push(4);
  expect(byParity(items).get('even')).toEqual([2, 4]);
  expect(asked).toEqual([0, 1, 2, 3, 4]);
  expect(byParity([5]).get('even')).toBeUndefined();
});
