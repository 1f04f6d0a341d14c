/** A map that forgets what was neither set nor read from one `fade` to the next but one. */
export interface Fading<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** How many were set or read since the last `fade`. */
  readonly size: number;
  fade(): void;
}

export function createFading<Value>(): Fading<Value> {
  let recent = new Map<string, Value>();
  let older = new Map<string, Value>();
  return {
    get(key) {
      const value = recent.get(key) ?? older.get(key);
      if (value !== undefined) recent.set(key, value);
      return value;
    },
    set(key, value) {
      recent.set(key, value);
    },
    get size() {
      return recent.size;
    },
    fade() {
      older = recent;
      recent = new Map();
    },
  };
}
