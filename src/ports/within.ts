/**
 * Waits for a promise, but not longer than so many milliseconds.
 * @returns what it resolves to, or `late`
 * @throws what it rejects with, in time
 */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, milliseconds, 'late');
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
