/** A map that forgets what was neither set nor read from one `nextGeneration` to the next but one. */
export interface TwoGenerationMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** How many were set or read since the last `nextGeneration`. */
  readonly size: number;
  nextGeneration(): void;
}

export function createTwoGenerationMap<Value>(): TwoGenerationMap<Value> {
  let recent = new Map<string, Value>();
  let older = new Map<string, Value>();
  return {
    get(key) {
      const known = recent.get(key);
      if (known !== undefined) return known;
      const value = older.get(key);
      if (value !== undefined) recent.set(key, value);
      return value;
    },
    set(key, value) {
      recent.set(key, value);
    },
    get size() {
      return recent.size;
    },
    nextGeneration() {
      older = recent;
      recent = new Map();
    },
  };
}
