import type { Inspected } from '../inspect.ts';

/** What is exported. Every file and text that leaves Hopscope derives from it. */
export interface Report {
  /** The exchanges shown, cleaned, in their order; `index` as in the recording. */
  readonly exchanges: readonly Reported[];
  /** How many other requests were recorded. */
  readonly ignored: number;
  /** What was taken out, for people. */
  readonly removed: readonly Removal[];
  readonly toolData: ToolData;
}

/** An inspected exchange whose text holds only what may be shared. */
export type Reported = Inspected;

/** Tool arguments and results, which a person may include in a second explicit step. */
export type ToolData = 'left out' | 'included';

export interface Removal {
  /** Plural noun: "tool results". */
  readonly what: string;
  readonly count: number;
  /** Length of the text taken out. */
  readonly characters: number;
}

/** Cleans what is shown, so that it may be shared. */
export function createReport(
  shown: readonly Inspected[],
  { ignored, toolData }: { readonly ignored: number; readonly toolData: ToolData },
): Report {
  return { exchanges: shown, ignored, removed: [], toolData };
}
