import { type Growth, growthOf } from './growth.ts';
import { READERS } from './readers.ts';
import { SHAPES } from './shapes.ts';

const MEGABYTE = 1024 * 1024;
/** What a reader takes for one shape of long texts. */
export interface Timing extends Growth {
  readonly reader: string;
  readonly shape: string;
}

/** Times every reader whose name holds a text on every shape. */
export function* timings(only: string): Generator<Timing> {
  const readers = Object.entries(READERS).filter(([reader]) => reader.includes(only));
  for (const { shape, text } of SHAPES) {
    for (const [reader, read] of readers)
      yield { reader, shape, ...growthOf((length) => timeOf(read, text(length))) };
  }
}

/** Milliseconds for each MB of a text. It has to be a text of its own: engines remember what they found in one. */
function timeOf(read: (text: string) => unknown, text: string): number {
  const [start, used] = [performance.now(), process.cpuUsage()];
  read(text);
  const { user, system } = process.cpuUsage(used);
  // Other processes make the first too long, the engine's other threads the second.
  const milliseconds = Math.min(performance.now() - start, (user + system) / 1000);
  return (milliseconds / text.length) * MEGABYTE;
}
