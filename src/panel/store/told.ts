import type { Exchange } from '../../exchange/exchange.ts';
import { APART, mayBeSame } from './may-be-same.ts';

/**
 * Whether DevTools told of a request that the background saw the end of. Each finished record stands for one request, the nearest in
 * time: clients read the same address twice in a moment, and of a request with a preflight the two clocks differ by as much.
 * @param ended all requests whose end the background told of lately, with this one
 * @param finished what DevTools told of
 */
export function isTold(
  request: Exchange,
  ended: readonly Exchange[],
  finished: readonly Exchange[],
): boolean {
  const alike = (each: Exchange) => mayBeSame(each, request, APART);
  const peers = ended.filter(alike);
  const pairs = finished
    .filter(alike)
    .flatMap((record) => peers.map((peer) => ({ record, peer, apart: apartOf(record, peer) })))
    .sort((one, other) => one.apart - other.apart);
  const matched = new Set<Exchange>();
  for (const { record, peer } of pairs) {
    if (!matched.has(record) && !matched.has(peer)) matched.add(record).add(peer);
  }
  return matched.has(request);
}

const apartOf = (one: Exchange, other: Exchange): number => Math.abs(one.startedAt - other.startedAt);
