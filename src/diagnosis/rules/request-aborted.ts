import type { Exchange } from '../../exchange/exchange.ts';
import { netErrorOf } from '../../exchange/net-error.ts';
import { unansweredIds } from '../../mcp/rpc.ts';
import { fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when the client gave up a JSON-RPC request that had no answer yet, and when nothing says why there is none. Not when
 * all its requests were answered: ending a stream then is how clients do it. Nor when the server took the message (202, 204),
 * whose empty body clients cancel, nor when something came that is not known. Source: Chromium's `net::ERR_ABORTED`;
 * Firefox, whose recordings have status 0 and no reason, and whose webRequest says `NS_BINDING_ABORTED`.
 */
export const requestAborted = rule({
  id: 'request-aborted',
  hop: 'gateway-to-server',
  level: 'warning',
  needs: ['rpc', 'exchange'],
  explains: 'status',
  title: ({ exchange }) =>
    `${hasReason(exchange) ? 'The client gave up' : 'The request ended without an answer'} after ${(exchange.duration / 1000).toFixed(1)} s`,
  why: ({ exchange }) =>
    !hasReason(exchange)
      ? 'The recording does not say why: the client gave up, the connection to the gateway failed, or the browser blocked the request (CORS).'
      : exchange.duration < AT_ONCE
        ? 'It did so at once, so nothing was slow: the client itself stopped the request, for example because it follows no redirect.'
        : 'The gateway had not answered yet, which mostly means that it was waiting for the MCP server.',
  check: (given) =>
    wasAborted(given) && !mayBeAnswered(given) && unansweredIds(given.rpc).length > 0
      ? [
          fromUrl(given.exchange),
          {
            place: { in: 'timing' },
            quote: `${given.exchange.response.error ?? 'status 0'} after ${Math.round(given.exchange.duration)} ms`,
          },
        ]
      : [],
  fix: {
    user: {
      text: 'If the tool is slow, raise the client’s timeout, or ask for progress notifications so that it keeps waiting.',
    },
    operator: { text: 'See in LiteLLM’s log what the call was waiting for.' },
  },
});

const hasReason = ({ response }: Exchange): boolean => response.error !== undefined;

/** Milliseconds in which nobody waits for a server. */
const AT_ONCE = 1000;

/** Something came that is not known, or the end itself is not. */
const mayBeAnswered = ({ exchange }: Given<'exchange'>): boolean =>
  (exchange.bodies !== undefined && exchange.response.status > 0) || exchange.pageLeft === true;

/** What is answered elsewhere, as on the legacy transport's stream, or not at all. */
const TAKEN: ReadonlySet<number> = new Set([202, 204]);

const wasAborted = ({ exchange: { response } }: Given<'exchange'>): boolean =>
  !TAKEN.has(response.status) &&
  (netErrorOf(response.error ?? '') === 'given-up' ||
    (response.status === 0 && response.error === undefined));
