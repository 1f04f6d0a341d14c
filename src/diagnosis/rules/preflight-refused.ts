import { type Exchange, header, nameOf } from '../../exchange/exchange.ts';
import { curlPreflight } from '../commands.ts';
import { fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';
import { allInQuotes, inQuotes } from '../words.ts';

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
    `Before a cross-origin request the browser asks for permission, without any key. The answer refuses: ${refusal(exchange)}. This is CORS, not auth.`,
  check: ({ exchange, kind }) =>
    kind === 'preflight' && refusal(exchange) !== undefined
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

/** Fetch standard, "CORS-preflight fetch", steps 7 and following. */
function refusal({ request, response }: Exchange): string | undefined {
  if (response.status === 0) return undefined;
  if (response.status < 200 || response.status > 299) return `status ${response.status}`;
  // A list may come in several headers of one name (RFC 9110 section 5.3).
  const allowed = (name: string): readonly string[] =>
    response.headers
      .filter((each) => nameOf(each) === `access-control-allow-${name}`)
      .flatMap(({ value }) => value.split(','))
      .map((each) => each.trim().toLowerCase());
  const covers = (list: readonly string[], wanted: string): boolean =>
    list.includes('*') || list.includes(wanted.toLowerCase());
  const origin = header(request.headers, 'origin') ?? '';
  if (origin !== '' && !covers(allowed('origin'), origin))
    return 'its access-control-allow-origin does not have the page’s origin';
  const method = header(request.headers, 'access-control-request-method') ?? '';
  if (!SIMPLE_METHODS.has(method) && !covers(allowed('methods'), method))
    return `it does not allow the method ${inQuotes(method)}`;
  const names = (header(request.headers, 'access-control-request-headers') ?? '')
    .split(',')
    .map((each) => each.trim());
  const refused = names.filter((name) => name !== '' && !covers(allowed('headers'), name));
  return refused.length === 0
    ? undefined
    : `it does not allow the ${refused.length === 1 ? 'header' : 'headers'} ${allInQuotes(refused)}`;
}

const SIMPLE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
