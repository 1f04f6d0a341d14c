/**
 * Groups a list that only grows, such as the recording so far: what was grouped before is not looked at again, so that
 * asking at every exchange does not take longer and longer. What is kept goes with the list.
 * @param keysOf the groups that an item belongs to; it must not depend on anything that changes
 * @returns for a list, the items of each group in the list's order
 */
export function groupIncrementally<Item, Key>(
  keysOf: (item: Item) => readonly Key[],
): (items: readonly Item[]) => ReadonlyMap<Key, readonly Item[]> {
  const known = new WeakMap<readonly Item[], { groups: Map<Key, Item[]>; read: number }>();
  return (items) => {
    const state = known.get(items) ?? { groups: new Map<Key, Item[]>(), read: 0 };
    known.set(items, state);
    for (const item of items.slice(state.read)) {
      for (const key of keysOf(item)) {
        const group = state.groups.get(key);
        if (group) group.push(item);
        else state.groups.set(key, [item]);
      }
    }
    state.read = items.length;
    return state.groups;
  };
}
