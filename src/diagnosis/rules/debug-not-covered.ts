import { originOf } from '../../exchange/origin.ts';
import { asksForDebug } from '../../litellm/debug-headers.ts';
import { DEBUG_REQUEST_HEADER } from '../../litellm/header-names.ts';
import { callsByOrigin } from '../computed/earlier-calls.ts';
import { missingFromRequest } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when an MCP request lacks the debug header although the request before it to the same origin had it. Not when
 * it got no answer: of those the browser records only the headers that the page set itself. Source: Chromium, which
 * applies a tab's session rules to no worker and no other window.
 */
export const debugNotCovered = rule({
  id: 'debug-not-covered',
  hop: 'browser',
  level: 'info',
  needs: ['exchange', 'kind', 'past'],
  title: 'Debug mode did not reach this request',
  why: 'Requests to the same gateway before it carried the debug header. Either debug mode was switched off since, or this one comes from a service worker, a shared worker or another window, which a rule for one tab does not cover.',
  check: ({ exchange, kind, past }) => {
    // Of a request that got no response the browser records only the headers that the page set.
    if (kind !== 'mcp' || exchange.response.status === 0 || asksForDebug(exchange)) return [];
    const before = callsByOrigin(past).get(originOf(exchange.request.url))?.at(-1);
    return before && asksForDebug(before.exchange) ? [missingFromRequest(DEBUG_REQUEST_HEADER)] : [];
  },
  fix: { user: { text: 'If debug mode is on, look at a request that the page itself makes.' } },
});
