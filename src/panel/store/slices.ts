/** Milliseconds of work after which the browser gets to paint and to listen. */
const SLICE = 25;

/** Does something with each item, in order, without holding the browser up. Making the next item counts as work. */
export async function inSlices<T>(items: Iterable<T>, act: (item: T) => void): Promise<void> {
  let since = performance.now();
  for (const item of items) {
    act(item);
    if (performance.now() - since < SLICE) continue;
    await breath();
    since = performance.now();
  }
}

/** Lets the browser paint and listen. By a message, because timers of a window that is covered go off once a second. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
