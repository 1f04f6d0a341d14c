import { unansweredIds } from '../../mcp/rpc.ts';
import { fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when the client gave up a JSON-RPC request that had no answer yet. Not when all its requests were answered:
 * ending a stream then is how clients do it. Source: Chromium, which records status 0 or `net::ERR_ABORTED`; Firefox's
 * `NS_BINDING_ABORTED`.
 */
export const requestAborted = rule({
  id: 'request-aborted',
  hop: 'gateway-to-server',
  level: 'warning',
  needs: ['rpc', 'exchange'],
  unless: ['endpoint-not-mcp'],
  title: ({ exchange }) => `The client gave up after ${(exchange.duration / 1000).toFixed(1)} s`,
  why: ({ exchange }) =>
    exchange.duration < AT_ONCE
      ? 'It did so at once, so nothing was slow: the client itself stopped the request, for example because it follows no redirect.'
      : 'The gateway had not answered yet, which mostly means that it was waiting for the MCP server.',
  check: (given) =>
    wasAborted(given) && unansweredIds(given.rpc).length > 0
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

/** Milliseconds in which nobody waits for a server. */
const AT_ONCE = 1000;

const wasAborted = ({ exchange }: Given<'exchange'>): boolean =>
  exchange.response.error === 'net::ERR_ABORTED' ||
  exchange.response.error === 'NS_BINDING_ABORTED' ||
  (exchange.response.status === 0 && exchange.response.error === undefined);
