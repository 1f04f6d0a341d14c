import { fromStatus, fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on a 405 to GET or DELETE on an MCP endpoint, which the specification allows. A 405 to POST is another matter
 * (`endpoint-not-mcp`). Source: MCP, streamable HTTP, "Listening for Messages from the Server" and "Session
 * Management".
 */
export const getStreamRefused = rule({
  id: 'get-stream-refused',
  hop: 'gateway',
  level: 'info',
  needs: ['failure', 'exchange', 'kind'],
  title: ({ exchange }) =>
    exchange.request.method === 'GET'
      ? 'The server offers no stream of its own messages'
      : 'The server does not let clients end a session',
  why: 'MCP lets a server answer 405 here, and clients go on without. That is no fault.',
  check: ({ failure, exchange, kind }) =>
    kind === 'mcp' && failure.status === 405 && exchange.request.method !== 'POST'
      ? [fromUrl(exchange), fromStatus(exchange)]
      : [],
  fix: { user: { text: 'Nothing. A client that stops here should go on without it.' } },
});
