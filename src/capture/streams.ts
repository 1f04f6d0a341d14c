import type { Entry } from 'har-format';
import type { Network } from '../ports/network.ts';
import type { OpenStream } from '../ports/panel.ts';
import { identityOf } from './identity.ts';

/** Milliseconds from one look to the next, at least. */
const LEAST_PAUSE = 250;

/** So many times as long as a look took is the pause after it: a tenth of the time at most. */
const PAUSES = 9;

/** Looks for open event streams as long as there are any. */
export interface StreamWatch {
  watch(areOpen: boolean): void;
  /** A stream is finished and was delivered. */
  finished(id: string): void;
  stop(): void;
}

/**
 * In Chromium (156) the DevTools log lists streams that are open, with their messages so far; nothing tells of a new
 * message, and a look takes about 0.1 ms for each entry of the log.
 * @param tell gets all open streams, whenever one or its messages changed
 */
export function createStreamWatch(
  network: Network,
  tell: (open: readonly OpenStream[]) => void,
): StreamWatch {
  const done = new Set<string>();
  let known: readonly OpenStream[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWatching = false;

  const show = (open: readonly OpenStream[]) => {
    if (open.length === 0 && known.length === 0) return;
    known = open;
    tell(open);
  };

  const look = async () => {
    const since = performance.now();
    const streams = (await network.soFar()).flatMap(({ entry }) =>
      isStream(entry) ? { id: identityOf(entry), entry } : [],
    );
    if (!isWatching) return;
    // The log forgets with the page.
    for (const id of done) if (!streams.some((stream) => stream.id === id)) done.delete(id);
    show(streams.filter(({ id }) => !done.has(id)));
    const took = performance.now() - since;
    timer = setTimeout(() => void look(), Math.max(LEAST_PAUSE, PAUSES * took));
  };

  const watch = (areOpen: boolean) => {
    if (areOpen === isWatching) return;
    isWatching = areOpen;
    clearTimeout(timer);
    if (areOpen) void look();
    else show([]);
  };

  return {
    watch,
    finished(id) {
      done.add(id);
      if (known.some((stream) => stream.id === id)) show(known.filter((stream) => stream.id !== id));
    },
    stop: () => watch(false),
  };
}

/** Whether an entry is of an event stream that was answered. */
export const isStream = ({ response }: Entry): boolean =>
  response.status > 0 && response.content.mimeType.startsWith('text/event-stream');
