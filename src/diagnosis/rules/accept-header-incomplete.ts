import { type Exchange, header } from '../../exchange/exchange.ts';
import { acceptsBoth } from '../../mcp/recognise.ts';
import { fromRequestHeader, fromStatus, missingFromRequest } from '../evidence.ts';
import { isOfEdge } from '../refusal-rule.ts';
import { rule } from '../rule.ts';

/**
 * Fires when an MCP endpoint answers 406 and Accept does not name both types, or not the stream where a GET asks for one, or answers a POST with 400 whose Accept
 * names neither both nor all types. Not on other refusals, nor on a firewall's 406, and not without the header: that accepts everything (RFC
 * 9110 section 12.5.1). Source: MCP, streamable HTTP, "Sending Messages to the Server".
 */
export const acceptHeaderIncomplete = rule({
  id: 'accept-header-incomplete',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'facts'],
  explains: 'words',
  title: 'The Accept header lacks a type that MCP needs',
  why: 'An MCP endpoint may answer with JSON or with an event stream, and refuses a request that does not accept both (MCP, streamable HTTP transport).',
  check: ({ failure, exchange, kind, facts }) => {
    if (kind !== 'mcp' || isOfEdge(facts)) return [];
    const refused =
      (failure.status === 406 && !acceptsBoth(exchange) && !asksForStream(exchange)) ||
      (failure.status === 400 && exchange.request.method === 'POST' && lacksType(exchange));
    const sent = fromRequestHeader(exchange, 'accept');
    return refused
      ? [...(sent.length > 0 ? sent : [missingFromRequest('accept')]), fromStatus(exchange)]
      : [];
  },
  fix: ({ exchange }) => ({
    user: {
      text:
        exchange.request.method === 'GET'
          ? 'Accept event streams: nothing else comes here.'
          : 'Accept both types, whichever of them you hope for.',
      commands: [
        {
          label: 'Header',
          language: 'http',
          text:
            exchange.request.method === 'GET'
              ? 'accept: text/event-stream'
              : 'accept: application/json, text/event-stream',
        },
      ],
    },
  }),
});

/** A GET needs no other type. A server that refuses it has no stream (`get-stream-refused`). */
const asksForStream = ({ request }: Exchange): boolean =>
  request.method === 'GET' && (header(request.headers, 'accept') ?? '').includes('text/event-stream');

/** A request without the header, or with a star, accepts everything (RFC 9110 section 12.5.1). */
function lacksType(exchange: Exchange): boolean {
  const accept = header(exchange.request.headers, 'accept') ?? '*/*';
  return !accept.includes('*/*') && !acceptsBoth(exchange);
}
