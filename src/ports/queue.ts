/**
 * Does one thing after the other, in the order in which they are asked for. One that fails keeps none from its turn.
 * @returns takes what is to be done, and resolves or rejects as that does
 */
export function createQueue(): <T>(act: () => T | Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  };
}
