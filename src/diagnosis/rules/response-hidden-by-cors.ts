import { type Exchange, header } from '../../exchange/exchange.ts';
import { originOf } from '../../exchange/origin.ts';
import { fromRequestHeader, fromResponseHeader, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when the server answered a request across origins without an access-control-allow-origin for the page. Not on
 * documents and on requests to the page's own origin, which need none. Source: Fetch standard, "CORS check".
 */
export const responseHiddenByCors = rule({
  id: 'response-hidden-by-cors',
  hop: 'browser',
  level: 'warning',
  needs: ['exchange', 'kind'],
  title: 'The page can’t read this answer',
  why: 'The server answered, but without access-control-allow-origin for the page. The page sees only a network error, and so does your agent UI; the real answer stands here.',
  check: ({ exchange, kind }) =>
    kind !== 'preflight' && isHidden(exchange)
      ? [fromStatus(exchange), ...fromRequestHeader(exchange, 'origin'), ...allowOrigin(exchange)]
      : [],
  fix: {
    user: {
      text: 'Go by the answer that stands here, not by the page’s “network error”. The page can’t repair this.',
    },
    operator: {
      text: 'Send access-control-allow-origin with error answers too. An exception inside LiteLLM or a proxy’s own error page often lacks it.',
    },
  },
});

function allowOrigin(exchange: Exchange): ReturnType<typeof fromResponseHeader> {
  const name = 'access-control-allow-origin';
  const sent = fromResponseHeader(exchange, name);
  return sent.length > 0
    ? sent
    : [{ place: { in: 'response-header', name }, quote: `not in the response: ${name}` }];
}

/** Only a fetch across origins carries an Origin other than that of its URL (`null` after such a redirect) and needs the allowance. */
function isHidden({ request, response, resourceType }: Exchange): boolean {
  const origin = header(request.headers, 'origin');
  if (!origin || response.status === 0 || resourceType === 'document') return false;
  if (originOf(origin) === originOf(request.url)) return false;
  const allowed = header(response.headers, 'access-control-allow-origin');
  return allowed !== '*' && allowed !== origin;
}
