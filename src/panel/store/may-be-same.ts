import type { Exchange } from '../../exchange/exchange.ts';

/** Milliseconds that a browser's two clocks may differ in the start of one request: enough where a wrong match would show. */
export const NEAR = 10;

/** The same of a busy browser, where only what would stay for good is matched: the rows of a background that was killed. */
export const APART = 250;

/**
 * Whether two records can be of the same request: same method, URL and body, and begun at the same time. A body that is not known can
 * be any.
 * @param near milliseconds that may lie between the starts
 */
export function mayBeSame(one: Exchange, other: Exchange, near: number): boolean {
  return (
    Math.abs(one.startedAt - other.startedAt) <= near &&
    one.request.method === other.request.method &&
    one.request.url === other.request.url &&
    (one.request.body?.text === undefined ||
      other.request.body?.text === undefined ||
      one.request.body.text === other.request.body.text)
  );
}
