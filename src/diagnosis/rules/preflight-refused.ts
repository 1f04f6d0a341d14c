import { curlPreflight } from '../commands.ts';
import { refusalOfPreflight } from '../computed/preflights.ts';
import { fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when the answer to a preflight is no 2xx, or does not allow the page's origin, the method or a header that
 * the request needs. A preflight without any answer says nothing of CORS. Source: Fetch standard, "CORS-preflight
 * fetch".
 */
export const preflightRefused = rule({
  id: 'preflight-refused',
  hop: 'browser',
  level: 'error',
  needs: ['exchange', 'kind'],
  explains: 'cause',
  title: 'The browser blocked the request: the server’s CORS answer does not allow it',
  why: ({ exchange }) =>
    `Before a cross-origin request the browser asks for permission, without any key. The answer refuses: ${refusalOfPreflight(exchange)}. This is CORS, not auth.`,
  check: ({ exchange, kind }) =>
    kind === 'preflight' && refusalOfPreflight(exchange) !== undefined
      ? [
          fromStatus(exchange),
          ...fromRequestHeader(exchange, 'origin', 'access-control-request-headers'),
          ...fromResponseHeader(
            exchange,
            'access-control-allow-origin',
            'access-control-allow-headers',
            'access-control-allow-methods',
          ),
        ]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'Nothing in your key or token: the browser sends neither with this question. Show this to whoever runs the gateway.',
    },
    operator: {
      text: 'In LiteLLM or the proxy in front of it, answer OPTIONS with 2xx without asking for a key, and allow the origin, the method and the headers that the request names.',
      commands: [curlPreflight(exchange)],
    },
  }),
});
