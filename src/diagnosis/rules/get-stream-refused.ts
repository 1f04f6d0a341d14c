import { fromStatus, fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';

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
  fix: { user: { text: 'Nothing.' } },
});
