import type { Exchange } from '../../exchange/exchange.ts';
import { rule } from '../rule.ts';

/** Milliseconds from which people begin to think that nothing will come. */
const SLOW = 10_000;

/**
 * Fires when the first message of a POST with a JSON-RPC request took over 10 seconds. Streams that a client keeps
 * open with GET, and calls that report progress earlier, do not count. Source: the recordings, in which LiteLLM's own
 * part stays far below a second.
 */
export const answerSlow = rule({
  id: 'answer-slow',
  hop: 'gateway-to-server',
  level: 'info',
  needs: ['rpc', 'exchange'],
  title: ({ exchange }) => `The first message took ${Math.round(untilFirstMessage(exchange) / 1000)} s`,
  why: 'LiteLLM answers by itself in well under a second, so the time mostly went to the MCP server, or to the authorization server before it.',
  check: ({ rpc, exchange }) =>
    exchange.request.method === 'POST' &&
    rpc.sent.some(({ type }) => type === 'request') &&
    untilFirstMessage(exchange) > SLOW
      ? [
          {
            place: { in: 'timing' },
            quote: `first message after ${Math.round(untilFirstMessage(exchange))} ms`,
          },
        ]
      : [],
  fix: {
    user: { text: 'If your client gives up before the answer comes, raise its timeout.' },
    operator: { text: 'Compare with the MCP server’s own log. Tools that take long should report progress.' },
  },
});

function untilFirstMessage({ streamEvents, startedAt, timings, duration }: Exchange): number {
  const [first] = streamEvents ?? [];
  return first ? first.time - startedAt : (timings.wait ?? duration);
}
