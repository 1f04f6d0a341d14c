import type { Exchange } from '../exchange/exchange.ts';

interface Sent {
  readonly exchange: Pick<Exchange, 'sentBy'>;
}

/**
 * Who sent an exchange, as a key: the page, or a check; what a check asks the MCP server itself is apart from what it asks the gateway. What
 * one sender met says nothing of another's requests.
 */
export const senderOf = ({ exchange: { sentBy } }: Sent): string =>
  sentBy === undefined ? '' : `${sentBy.check}${sentBy.direct ? ' direct' : ''}`;

/** What a recording is judged by: the page's exchanges. Those of checks count where there are no others. */
export function ofPage<T extends Sent>(recording: readonly T[]): readonly T[] {
  const own = recording.filter(({ exchange }) => exchange.sentBy === undefined);
  return own.length === 0 || own.length === recording.length ? recording : own;
}
