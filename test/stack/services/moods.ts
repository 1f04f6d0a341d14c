import type { ServerResponse } from 'node:http';

/** The ways in which a server behind the gateway can behave badly. */
export const MOODS = {
  /** Never answers. */
  hang: () => {},
  /** Lets nobody in, as a firewall does. */
  forbid: (response) => response.writeHead(403, JSON_TYPE).end('{"error":"forbidden"}'),
  /** Wants a token it was not given. */
  challenge: (response) =>
    response
      .writeHead(401, { ...JSON_TYPE, 'www-authenticate': 'Bearer error="invalid_token"' })
      .end('{"error":"invalid_token"}'),
  /** The page of something in front of the server. */
  html: (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
  /** Has had enough requests. */
  throttle: (response) => response.writeHead(429, JSON_TYPE).end('{"error":"too many requests"}'),
  /** Crashes. */
  fail: (response) => response.writeHead(500, JSON_TYPE).end('{"error":"internal"}'),
  /** Refuses the call in JSON-RPC's own way. */
  refuse: (response, body) =>
    response
      .writeHead(200, JSON_TYPE)
      .end(
        JSON.stringify({ jsonrpc: '2.0', id: idOf(body), error: { code: -32000, message: 'Quota used up' } }),
      ),
  /** Closes the connection in the middle of an answer. */
  drop: (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: message\n', () => response.destroy());
  },
} as const satisfies Readonly<Record<string, (response: ServerResponse, body: unknown) => unknown>>;

const JSON_TYPE = { 'content-type': 'application/json' };

const idOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
