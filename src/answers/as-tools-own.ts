import type { Refusal } from './refusal.ts';

/**
 * The same refusals where nothing shows that a gateway is there: what a tool says in the gateway's words is its own then, for tools quote what
 * the services say that they call. Words of another gateway by name show it.
 */
export const asToolsOwn = (refusals: readonly Refusal[]): readonly Refusal[] =>
  refusals.map((refusal) =>
    refusal.carrier === 'tool-result' && refusal.by === 'gateway' && refusal.product === undefined
      ? { ...refusal, by: 'tool', reason: 'unknown', names: {}, certain: false }
      : refusal,
  );
