import { type Exchange, header } from '../../exchange/exchange.ts';
import { originOf } from '../../exchange/origin.ts';
import { plain } from '../../litellm/address.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import { sessionsIssued } from '../computed/sessions-issued.ts';
import { fromRequestHeader, fromResponseHeader, fromStatus, missingFromRequest } from '../evidence.ts';
import { type Facts, type Given, rule } from '../rule.ts';

/**
 * Fires when a page of another origin lacks the session id that the endpoint issued, because no Access-Control-Expose-Headers let it read
 * the header, and is refused. Not where the client lost it by itself. Source: Fetch standard, "CORS-safelisted response-header name".
 */
export const sessionIdNotExposed = rule({
  id: 'session-id-not-exposed',
  hop: 'browser',
  level: 'error',
  needs: ['refusals', 'exchange', 'kind', 'past'],
  explains: 'cause',
  title: 'The page can’t read the session id that it must send',
  why: 'The response to initialize issued Mcp-Session-Id, but no Access-Control-Expose-Headers names it, so the browser hides it from the page. Every later request lacks the id and is refused. The request itself is fine.',
  check: (given) => {
    const issued = hidden(given);
    if (!issued) return [];
    const { exchange } = given;
    return [
      missingFromRequest('mcp-session-id'),
      fromStatus(exchange),
      ...fromRequestHeader(exchange, 'origin'),
      ...[
        ...fromResponseHeader(issued, 'mcp-session-id'),
        ...(header(issued.response.headers, EXPOSE) === undefined
          ? [
              {
                place: { in: 'response-header' as const, name: EXPOSE },
                quote: `not in the response: ${EXPOSE}`,
              },
            ]
          : fromResponseHeader(issued, EXPOSE)),
      ].map((each) => ({ ...each, exchange: issued.index })),
    ];
  },
  fix: {
    user: { text: 'Nothing on your side: a page can’t read what the server does not expose.' },
    operator: {
      text: 'Add this header to the responses of the MCP endpoint, errors included.',
      commands: [
        { label: 'Header', language: 'http', text: 'Access-Control-Expose-Headers: Mcp-Session-Id' },
      ],
    },
  },
});

type Needs = 'refusals' | 'exchange' | 'kind' | 'past';

const EXPOSE = 'access-control-expose-headers';

/** The response that issued the id which the page could not read. */
function hidden({ refusals, exchange, kind, past }: Given<Needs>): Exchange | undefined {
  const isAboutSession = refusals.some(
    ({ reason, carrier }) => reason === 'session' && carrier !== 'tool-result',
  );
  const origin = header(exchange.request.headers, 'origin');
  const isCrossOrigin = origin !== undefined && originOf(origin) !== originOf(exchange.request.url);
  if (kind !== 'mcp' || !isAboutSession || !isCrossOrigin || credentialIn(exchange, 'mcp-session-id'))
    return undefined;
  const issued: Facts | undefined = sessionsIssued(past).get(plain(exchange.request.url))?.at(-1);
  return issued && !exposes(issued.exchange) ? issued.exchange : undefined;
}

const exposes = ({ response }: Exchange): boolean =>
  /(?:^|,)\s*(?:\*|mcp-session-id)\s*(?:,|$)/i.test(header(response.headers, EXPOSE) ?? '');
