import type { Entry } from 'har-format';
import type { Network, Recorded } from '../ports/network.ts';
import type { Capture } from '../ports/panel.ts';
import { createQueue } from '../ports/queue.ts';
import { within } from '../ports/within.ts';
import { readBody } from './body.ts';
import { identityOf } from './identity.ts';
import { readFinished } from './snapshot.ts';
import { createMessageReader } from './stream-messages.ts';
import { createStreamWatch, isStream, type StreamWatch } from './streams.ts';

/** So many milliseconds the requests from before may take to be read, until those that finish now go ahead. */
const HEAD_START = 1_000;

/** So many of the latest are remembered: what comes twice comes soon. */
const MOST_TOLD = 20_000;

/**
 * Delivers the finished requests of a tab, each once: first those the browser has already, in the order they started,
 * then each in the order they finish. It listens before it asks for the earlier ones, so none falls between; of a
 * request that comes both ways the event's record counts, which is never older.
 */
export function createCapture(network: Network): Capture {
  let streams: StreamWatch | undefined;
  const readMessages = createMessageReader(network);
  return {
    watchStreams: (areOpen) => streams?.watch(areOpen),

    start(sink) {
      const told = { event: tally(), snapshot: tally() };
      let running = true;
      const inTurn = createQueue();

      /** Whether a request is news: a record that came the other way is not of it. */
      const isNews = (entry: Entry, way: 'event' | 'snapshot'): boolean => {
        const identity = identityOf(entry);
        if (told[way === 'event' ? 'snapshot' : 'event'].take(identity)) return false;
        told[way].add(identity);
        return true;
      };
      const next = (step: () => void | Promise<void>) => {
        inTurn(() => (running ? step() : undefined)).catch((error: unknown) => console.error(error));
      };
      const deliver = (entry: Entry | undefined) => {
        if (!entry || !running) return;
        sink.entry(entry);
        if (isStream(entry)) watch.finished(identityOf(entry));
      };
      const watch = createStreamWatch(network, (open) => sink.streams(open));
      streams = watch;

      const stopFinished = network.onFinished((request) => {
        if (!isNews(request.entry, 'event')) return;
        const read = readBody(request, readMessages);
        next(async () => deliver(await read()));
      });
      const stopNavigated = network.onNavigated((url, isNewDocument) =>
        next(async () => {
          if (await isNewDocument) sink.navigated(url);
        }),
      );

      next(async () => {
        const soFar = await network.soFar();
        await within(HEAD_START, sink.began(earliestOf(soFar)));
        const reads = soFar.map(async (request) => {
          const entry = await readFinished(request, readMessages);
          return entry && isNews(entry, 'snapshot') ? entry : undefined;
        });
        const inTime = await settledWithin(HEAD_START, reads, (entry) => next(() => deliver(entry)));
        inTime.forEach(deliver);
      });

      return () => {
        running = false;
        watch.stop();
        stopFinished();
        stopNavigated();
      };
    },
  };
}

const earliestOf = (requests: readonly Recorded[]): number =>
  requests.reduce((earliest, { entry }) => Math.min(earliest, Date.parse(entry.startedDateTime)), Date.now());

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

/** Counts what came one way and did not come the other way yet. */
function tally(): { add(identity: string): void; take(identity: string): boolean } {
  const counts = new Map<string, number>();
  return {
    add(identity) {
      counts.set(identity, (counts.get(identity) ?? 0) + 1);
      const [oldest] = counts.keys();
      if (counts.size > MOST_TOLD && oldest !== undefined) counts.delete(oldest);
    },
    take(identity) {
      const count = counts.get(identity) ?? 0;
      if (count > 1) counts.set(identity, count - 1);
      else counts.delete(identity);
      return count > 0;
    },
  };
}
