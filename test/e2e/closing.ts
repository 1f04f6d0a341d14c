import { afterAll } from 'vitest';

interface Closable {
  close(): unknown;
}

/**
 * Closes what a test file starts, the last one first, when its tests are over or a start failed. One that does not close
 * keeps no other open. For the top of a file.
 * @returns a function that takes what was started, and hands it back
 */
export function closeAfterAll(): <Started extends Closable>(started: Started) => Started {
  const open: Closable[] = [];
  afterAll(async () => {
    const errors: unknown[] = [];
    for (const each of open.splice(0).reverse()) {
      try {
        await each.close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('\n'));
  });
  return (started) => {
    open.push(started);
    return started;
  };
}
