import type { Entry } from 'har-format';
import type { Facts, Finding, Hop } from './diagnosis/rule.ts';

/** A hop is good or bad only on evidence. */
export type HopVerdict = 'good' | 'bad' | 'unknown';
export type HopVerdicts = Readonly<Record<Hop, HopVerdict>>;

/** An exchange that is MCP or belongs to it, decoded and diagnosed. Immutable. */
export interface Inspected extends Facts {
  readonly findings: readonly Finding[];
  readonly hops: HopVerdicts;
}

/** redact -> recognise -> decode -> diagnose over one recording, in order. */
export interface Inspector {
  /**
   * Takes the next entry of the recording.
   * @param entry a HAR 1.2 entry, live or from a file; its body text in `response.content.text`
   * @returns the inspected exchange, or undefined when it has nothing to do with MCP
   */
  add(entry: Entry): Inspected | undefined;
}
