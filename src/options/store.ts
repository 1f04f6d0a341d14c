import { type ReadonlySignal, signal } from '@preact/signals';
import type { Options } from '../messages.ts';
import type { OptionsPort } from '../ports/options.ts';

/** What the options page shows, and everything a person can do to it. */
export interface OptionsStore {
  /** Undefined until the background has answered. */
  readonly options: ReadonlySignal<Options | undefined>;
  /** What the last thing asked for failed at, in words for the person. */
  readonly problem: ReadonlySignal<string | undefined>;
  /** What was just done, in words for the person. */
  readonly done: ReadonlySignal<string>;
  readonly ask: OptionsAsk;
  /** Reads how things stand, now and whenever they change; the returned function stops it. */
  readonly start: () => () => void;
}

/** Asks for a change; `done` says what was done when it is. */
export type OptionsAsk = (done: string, ...request: Parameters<OptionsPort['ask']>) => Promise<void>;

export function createOptions(port: OptionsPort): OptionsStore {
  const options = signal<Options | undefined>();
  const problem = signal<string | undefined>();
  const done = signal('');

  const read = async () => {
    try {
      options.value = await port.ask('options.read', {});
    } catch (error) {
      problem.value = wordsOf(error);
    }
  };

  return {
    options,
    problem,
    done,

    async ask(words, ...request) {
      problem.value = undefined;
      done.value = '';
      try {
        options.value = await port.ask(...request);
        done.value = words;
      } catch (error) {
        problem.value = wordsOf(error);
        await read();
      }
    },

    start() {
      void read();
      return port.onChange(() => void read());
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
