import { fromStatus, fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires on a 405, or a 404, 406 or 501 without words of its own, on an MCP endpoint: to GET or DELETE, where the specification allows it, and to methods that it has no use
 * for. A 405 to POST is another matter (`endpoint-not-mcp`), and so is the stream of the legacy transport, which a client needs. Source: MCP, streamable HTTP, "Listening for Messages from the Server" and "Session
 * Management".
 */
export const getStreamRefused = rule({
  id: 'get-stream-refused',
  hop: 'gateway',
  level: 'info',
  needs: ['failure', 'exchange', 'kind', 'facts'],
  explains: ({ failure }) => (failure.status === 405 ? 'cause' : 'status'),
  title: ({ exchange: { request } }) =>
    TITLES.get(request.method) ?? `The server takes no ${inQuotes(request.method)} requests`,
  why: ({ exchange: { request } }) =>
    TITLES.has(request.method)
      ? 'MCP lets a server answer 405 here, and clients go on without. That is no fault.'
      : 'MCP uses only POST, GET and DELETE. A server may refuse every other method with 405.',
  check: ({ failure, exchange, kind, facts: { route } }) =>
    kind === 'mcp' &&
    route?.form !== 'sse' &&
    OFFERS_NONE.has(failure.status) &&
    exchange.request.method !== 'POST'
      ? [fromUrl(exchange), fromStatus(exchange)]
      : [],
  fix: { user: { text: 'Nothing. A client that stops here should go on without it.' } },
});

/** The specification has 405; servers without a handler say the others. */
const OFFERS_NONE: ReadonlySet<number> = new Set([404, 405, 406, 501]);

const TITLES: ReadonlyMap<string, string> = new Map([
  ['GET', 'The server offers no stream of its own messages'],
  ['DELETE', 'The server does not let clients end a session'],
]);
