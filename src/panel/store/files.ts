import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Inspector } from '../../inspect.ts';
import type { PanelPort } from '../../ports/panel.ts';
import { size } from '../../words/quantity.ts';
import { createRecording, type Recording } from './recording.ts';
import { inSlices } from './slices.ts';
import { createTraffic } from './traffic.ts';

/** Recordings from files, one at a time. */
export interface Files {
  readonly opened: ReadonlySignal<OpenedFile | undefined>;
  /** The file that is being read. */
  readonly reading: ReadonlySignal<Reading | undefined>;
  /** Why the last file could not be opened. What was on the screen stays. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** Opens a file as soon as all of it is read. */
  readonly open: (files: readonly File[]) => Promise<void>;
  /** Stops reading. */
  readonly cancel: () => void;
  /** Goes back to the tab's recording. */
  readonly close: () => void;
  readonly forgetProblem: () => void;
}

export interface OpenedFile extends Recording {
  /** Text from outside, like all in it. */
  readonly name: string;
}

export interface Reading {
  readonly name: string;
  /** How much of it was inspected, 0 to 1; undefined while the browser reads it. */
  readonly share: number | undefined;
}

export interface Problem {
  readonly name: string;
  /** Completes the sentence "It can't be opened:". */
  readonly why: string;
}

/** Bytes. 210 MB are on the screen after 5 s (Chromium 156, two cores); what larger files do to a small machine was not tried. */
export const LARGEST = 256 * 1024 * 1024;

export function createFiles(readHar: PanelPort['readHar'], createInspector: () => Inspector): Files {
  const opened = signal<OpenedFile | undefined>();
  const reading = signal<Reading | undefined>();
  const problem = signal<Problem | undefined>();
  let attempt = 0;

  const read = async (file: File, isCurrent: () => boolean): Promise<OpenedFile | undefined> => {
    const recording = createRecording(
      createTraffic(createInspector, () => undefined),
      signal(false),
    );
    let total = 0;
    for await (const part of readHar(file)) {
      await inSlices(part.entries, recording.traffic.add);
      if (!isCurrent()) return undefined;
      total = part.total;
      reading.value = { name: file.name, share: part.done / part.total };
    }
    if (total === 0) throw new Error('it holds no requests.');
    recording.traffic.publish();
    return { ...recording, name: file.name };
  };

  return {
    opened,
    reading,
    problem,

    async open([file, ...others]) {
      if (!file) return;
      const mine = ++attempt;
      const isCurrent = () => mine === attempt;
      const why = others.length > 0 ? 'open one file at a time.' : tooLarge(file);
      problem.value = why === undefined ? undefined : { name: file.name, why };
      reading.value = why === undefined ? { name: file.name, share: undefined } : undefined;
      if (why !== undefined) return;
      try {
        const next = await read(file, isCurrent);
        if (next && isCurrent()) opened.value = next;
      } catch (error) {
        if (isCurrent()) problem.value = { name: file.name, why: messageOf(error) };
      }
      if (isCurrent()) reading.value = undefined;
    },

    cancel() {
      attempt += 1;
      reading.value = undefined;
    },

    close() {
      batch(() => {
        opened.value = undefined;
        problem.value = undefined;
      });
    },

    forgetProblem() {
      problem.value = undefined;
    },
  };
}

function tooLarge(file: File): string | undefined {
  if (file.size <= LARGEST) return undefined;
  return `it is ${size(file.size)} large, and Hopscope opens up to ${size(LARGEST)}. Save fewer requests, without images and scripts.`;
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.endsWith('.') ? message : `${message}.`;
}
