import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { originOf } from '../../exchange/origin.ts';
import type { ServerOutcome } from '../../litellm/outcomes.ts';
import { methodsOf } from '../../mcp/rpc.ts';
import type { Facts } from '../rule.ts';

const keyOf = ({ exchange }: Pick<Facts, 'exchange'>, server: string): string =>
  `${originOf(exchange.request.url)} ${server}`;

/** Lists that told how a server fared, by the gateway and the server. */
const told = groupIncrementally((facts: Facts) =>
  isList(facts) ? (facts.outcomes ?? []).map(({ server }) => keyOf(facts, server)) : [],
);

const isList = ({ rpc, exchange }: Facts): boolean =>
  rpc ? methodsOf(rpc).includes('tools/list') : exchange.request.url.includes('/tools/list');

/** What a list of tools said of a server. */
export interface ToldOutcome {
  readonly outcome: ServerOutcome;
  /** The exchange that said it. */
  readonly exchange: number;
}

/**
 * What the gateway of an exchange said last of one of its servers, before it.
 * @returns undefined where no list named the server
 */
export function lastOutcome(facts: Facts, server: string, past: readonly Facts[]): ToldOutcome | undefined {
  const last = told(past).get(keyOf(facts, server))?.at(-1);
  const outcome = last?.outcomes?.find((each) => each.server === server);
  return last && outcome && { outcome, exchange: last.exchange.index };
}
