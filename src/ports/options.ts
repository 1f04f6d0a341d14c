import type { Options, Protocol } from '../messages.ts';

/** The requests of the protocol that the options page makes. */
type OptionsRequest = Extract<keyof Protocol, `options.${string}`>;

/** Everything the options page needs of the browser, as one interface that tests fake and `browser/options-port.ts` implements. */
export interface OptionsPort {
  /** Sends one request of the protocol. Rejects with words for the person when it can't be done. */
  ask<Name extends OptionsRequest>(name: Name, input: Protocol[Name]['in']): Promise<Options>;
  /** Calls back when something that the page shows may have changed elsewhere; the returned function stops it. */
  onChange(listener: () => void): () => void;
}
