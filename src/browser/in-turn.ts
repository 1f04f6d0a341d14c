/** Does one thing after the other of those with one name, whoever of the extension does them. */
export const inTurn = <T>(name: string, act: () => Promise<T>): Promise<T> =>
  navigator.locks.request(name, act) as Promise<T>;
