import type { Row } from './row.ts';

/** Milliseconds that a browser's two clocks may differ in the start of one request. */
export const NEAR = 10;

/**
 * Whether two rows can be the same request: same method, URL and body, and begun at the same time.
 * @param near milliseconds that may lie between the starts
 */
export function mayBeSame(
  { inspected: { exchange: one } }: Row,
  { inspected: { exchange: other } }: Row,
  near: number,
): boolean {
  return (
    Math.abs(one.startedAt - other.startedAt) <= near &&
    one.request.method === other.request.method &&
    one.request.url === other.request.url &&
    (one.request.body?.text === undefined ||
      other.request.body?.text === undefined ||
      one.request.body.text === other.request.body.text)
  );
}
