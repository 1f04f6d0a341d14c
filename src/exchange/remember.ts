/**
 * The same function, computed once for each object: what is decoded is immutable, and rules ask the same of every exchange
 * before theirs. What is remembered goes with the object.
 */
export function remember<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}
