import type { Header } from '../exchange/exchange.ts';

/** A request as it is sent, with the credentials that go along. Nothing keeps it. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string;
  /** Milliseconds that it may take with its answer. */
  readonly patience: number;
}

/** What came of it. */
export interface HttpAnswer {
  /** 0 where there was no response. */
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** Absent where there is no body that was read. */
  readonly text?: string;
  /** Of the body, in bytes, as far as it came. */
  readonly size: number;
  /** What kept it from coming, or ended it, in Chromium's words: `net::ERR_CONNECTION_REFUSED`. */
  readonly error?: string;
}

/**
 * Sends a request without cookies, and follows no redirect.
 * @param stop ends it
 * @throws only where what sends is gone itself, which says nothing about the gateway
 */
export type SendHttp = (request: HttpRequest, stop: AbortSignal) => Promise<HttpAnswer>;

/** What browsers say of a request that its client ended. */
export const GIVEN_UP = 'net::ERR_ABORTED';

/** The name of the turn that a panel holds as long as it waits for the answer to a request of a check. One that closes lets go of it. */
export const turnOfCheck = (id: string): string => `check.${id}`;
