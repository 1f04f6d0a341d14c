import type { Entry } from 'har-format';
import { readHar, UnreadableHar } from '../report/har/read-har.ts';

/** What the worker answers: the next part of the file, why there is none, or that all were given. */
export type Answer =
  | { readonly entries: readonly Entry[]; readonly done: number; readonly total: number }
  | { readonly problem: string }
  | 'end';

const MOST_ENTRIES = 50;
const MOST_CHARACTERS = 250_000;

let parts: Iterator<Answer> | undefined;

/** Reads the file it is sent first; answers each message with the next part. */
addEventListener(
  'message',
  ({ data }: MessageEvent<File | 'next'>) => void answer(data).then((it) => postMessage(it)),
);

async function answer(asked: File | 'next'): Promise<Answer> {
  try {
    if (asked !== 'next') parts = partsOf(readHar(await asked.text()));
    const next = parts?.next();
    return next?.done === false ? next.value : 'end';
  } catch (error) {
    return { problem: error instanceof UnreadableHar ? error.message : 'the browser can’t read it' };
  }
}

function* partsOf(entries: readonly Entry[]): Generator<Answer> {
  const total = entries.length;
  for (let from = 0; from < total; ) {
    let to = from;
    let characters = 0;
    do {
      characters += lengthOf(entries[to]);
      to += 1;
    } while (to < total && to - from < MOST_ENTRIES && characters < MOST_CHARACTERS);
    yield { entries: entries.slice(from, to), done: to, total };
    from = to;
  }
}

const lengthOf = (entry: Entry | undefined): number => JSON.stringify(entry ?? null).length;
