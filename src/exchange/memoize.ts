/**
 * The same function, computed once for each object: what is decoded is immutable, and rules ask the same of every exchange
 * before theirs. What is remembered goes with the object.
 */
export function memoize<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}

const MOST_TEXTS = 10_000;
const LONGEST = 200;

/**
 * The same function of a text, computed once for each of the first 10,000 texts: recordings say the same few names and values
 * over and over. Of long texts nothing is kept.
 */
export function memoizeText<Value>(compute: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.value;
    const value = compute(text);
    if (known.size < MOST_TEXTS && text.length <= LONGEST) known.set(text, { value });
    return value;
  };
}
