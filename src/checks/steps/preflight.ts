import { refusalOfPreflight } from '../../diagnosis/computed/preflights.ts';
import type { Found } from '../found.ts';
import type { Asking } from '../request.ts';
import type { CheckTarget } from '../target.ts';

/** What an MCP client in a page sends that needs permission, besides its credentials (Fetch, "CORS-unsafe request-header names"). */
const SENT = ['content-type', 'mcp-protocol-version', 'mcp-session-id'];

/** Asks what a browser would ask before a request of the page (Fetch, "CORS-preflight fetch"). */
export function* askPreflight(
  url: string,
  origin: string,
  { credentialHeaders }: CheckTarget,
): Asking<Found> {
  const answer = yield {
    step: 'preflight',
    method: 'OPTIONS',
    url,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': [...SENT, ...credentialHeaders.map((each) => each.toLowerCase())]
        .sort()
        .join(),
    },
    withCredentials: false,
    withSession: false,
    isDirect: false,
  };
  const { status, error } = answer.exchange.response;
  const refusal = status === 0 ? (error ?? 'no response') : refusalOfPreflight(answer.exchange);
  return refusal === undefined
    ? { status: 'ok', says: `A page of ${origin} may send its requests.`, answers: [answer] }
    : {
        status: 'failed',
        says: `The browser would block requests of ${origin}: ${refusal}.`,
        answers: [answer],
      };
}
