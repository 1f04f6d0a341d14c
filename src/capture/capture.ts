import type { Entry } from 'har-format';
import type { Capture } from '../panel/environment.ts';
import { readBody } from './body.ts';
import type { Network } from './network.ts';
import { readFinished } from './snapshot.ts';
import { within } from './within.ts';

/** So many milliseconds the requests from before may take to be read, until those that finish now go ahead. */
const HEAD_START = 1_000;

/**
 * Delivers the finished requests of a tab, each once: first those the browser has already, in the order they started,
 * then each in the order they finish. It listens before it asks for the earlier ones, so none falls between; of a
 * request that comes both ways the event's record counts, which is never older.
 */
export function createCapture(network: Network): Capture {
  return {
    start(sink) {
      const claimed = new Set<string>();
      let running = true;
      let line = Promise.resolve();

      const claim = (entry: Entry): boolean => {
        const before = claimed.size;
        return claimed.add(identityOf(entry)).size > before;
      };
      const next = (step: () => void | Promise<void>) => {
        line = line
          .then(() => (running ? step() : undefined))
          .catch((error: unknown) => console.error(error));
      };
      const deliver = (entry: Entry | undefined) => {
        if (entry && running) sink.entry(entry);
      };

      const stopFinished = network.onFinished((request) => {
        if (!claim(request.entry)) return;
        const read = readBody(request);
        next(async () => deliver(await read));
      });
      const stopNavigated = network.onNavigated((url) => next(() => sink.navigated(url)));

      next(async () => {
        const reads = (await network.soFar()).map(async (request) => {
          const entry = await readFinished(request);
          return entry && claim(entry) ? entry : undefined;
        });
        const inTime = await settledWithin(HEAD_START, reads, (entry) => next(() => deliver(entry)));
        inTime.forEach(deliver);
      });

      return () => {
        running = false;
        stopFinished();
        stopNavigated();
      };
    },
  };
}

/**
 * What tells one request of a tab from every other: the browser's own clock readings, finer than microseconds, which
 * but for the last are fixed once the head of the response is in. So they are the same in the open and the finished record of a request.
 */
function identityOf({ request, startedDateTime, timings }: Entry): string {
  return JSON.stringify([startedDateTime, request.method, request.url, { ...timings, receive: undefined }]);
}

/** Those of some promises that settle in time, in their order; each of the others goes to `late` when it does. */
async function settledWithin<T>(
  milliseconds: number,
  promises: readonly Promise<T>[],
  late: (value: T) => void,
): Promise<T[]> {
  const inTime: T[] = [];
  let over = false;
  const all = promises.map(async (promise, index) => {
    const value = await promise;
    if (over) late(value);
    else inTime[index] = value;
  });
  await within(milliseconds, Promise.all(all));
  over = true;
  return inTime;
}
