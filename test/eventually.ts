import { vi } from 'vitest';

/** Milliseconds: only what never comes takes so long, on the busiest machine. */
export const PATIENCE = 60_000;

/** Waits until a check passes. @throws what it threw last */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: PATIENCE });
