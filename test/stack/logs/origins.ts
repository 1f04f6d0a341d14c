import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** A request that LiteLLM answered. Moments are milliseconds since the epoch. */
export interface Answered {
  readonly method: string;
  readonly host: string;
  /** With its query. */
  readonly path: string;
  /** Absent where LiteLLM did not read it. */
  readonly body?: string;
  readonly began: number;
  /** Absent while it is being answered. */
  readonly ended?: number;
}

/** A piece of the log that was written at once. */
export interface Written {
  readonly at: number;
  readonly text: string;
  /** Number of the request in whose context it was written; absent where in none. */
  readonly request?: number;
}

export interface Origins {
  /** By number. */
  readonly requests: readonly Answered[];
  /** The whole log, in order. */
  readonly writes: readonly Written[];
}

/** What log_origins.py notes. */
type Note =
  | (Omit<Answered, 'body' | 'ended'> & { readonly request: number })
  | { readonly request: number; readonly body: string }
  | { readonly request: number; readonly ended: number }
  | { readonly request: number | null; readonly from: number; readonly to: number; readonly at: number };

/** Reads a log and the notes about it, once every request in it was answered. */
export async function readOrigins(log: string, notes: string): Promise<Origins> {
  for (;;) {
    const origins = joined(await readFile(log), await readFile(notes, 'utf8'));
    if (origins.requests.every(({ ended }) => ended !== undefined)) return origins;
    await pause(200);
  }
}

function joined(log: Buffer, notes: string): Origins {
  const requests: Answered[] = [];
  const writes: Written[] = [];
  let read = 0;
  for (const line of notes.split('\n').filter((each) => each !== '')) {
    const note = JSON.parse(line) as Note;
    if ('from' in note) {
      // What a library wrote past Python's streams.
      if (note.from > read) writes.push({ at: note.at, text: log.toString('utf8', read, note.from) });
      read = note.to;
      const { at, request } = note;
      const text = log.toString('utf8', note.from, note.to);
      writes.push({ at, text, ...(request === null ? {} : { request }) });
    } else {
      const { request, ...facts } = note;
      requests[request] = { ...requests[request], ...facts } as Answered;
    }
  }
  return { requests, writes };
}
