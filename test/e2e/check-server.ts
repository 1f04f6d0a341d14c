import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';

/** A request as it came in over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that answers a check in the ways that matter to a browser, by path. */
export interface CheckServer {
  readonly origin: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** The paths of requests whose client went before the answer's end. */
  readonly left: readonly string[];
  forget(): void;
  /** Waits until the answer to a path is waited for. */
  holds(path: string): Promise<void>;
  close(): void;
}

export const ANSWER = '{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}';

type Answer = (response: ServerResponse, request: Received) => void;

const ANSWERS: Readonly<Record<string, Answer>> = {
  '/': (response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>page</title>'),
  '/sign-in': (response) =>
    response
      .setHeader('content-type', 'text/html')
      .setHeader('set-cookie', 'sid=of-the-page')
      .end('<!doctype html><title>signed in</title>'),
  '/stream': (response) =>
    response.setHeader('content-type', 'text/event-stream').write(`event: message\ndata: ${ANSWER}\n\n`),
  '/redirect': (response) => response.writeHead(307, { location: '/elsewhere' }).end('Moved.'),
  '/cookie': (response) => response.setHeader('set-cookie', 'sid=from-server; Path=/').end('{}'),
  '/challenge': (response) =>
    response.writeHead(401, { 'www-authenticate': 'Bearer realm="mcp", Basic realm="old"' }).end('{}'),
  '/broken': (response) => {
    response.setHeader('content-length', '100').write('{"half":');
    setTimeout(() => response.destroy(), 100);
  },
  '/hang': () => undefined,
  // Longer than browsers leave a background alone that has nothing to do.
  '/slow': (response) => void setTimeout(() => response.end('late'), 35_000),
};

/** What came, as the answer. */
const echo: Answer = (response, request) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(request));

/** Starts it on a free port of this machine. Any page may call it with credentials in headers. */
export async function startCheckServer(): Promise<CheckServer> {
  const received: Received[] = [];
  const left: string[] = [];
  const open = new Set<string>();
  const server = createServer((request, response) => {
    void read(request).then((each) => {
      received.push(each);
      open.add(each.path);
      response.on('close', () => {
        open.delete(each.path);
        if (!response.writableFinished) left.push(each.path);
      });
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-allow-headers', 'authorization, content-type, x-litellm-api-key');
      (ANSWERS[each.path] ?? echo)(response, each);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    left,
    forget() {
      received.splice(0);
      left.splice(0);
    },
    holds: (path) => eventually(() => expect(open).toContain(path)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const { method = '', url = '', headers } = request;
  let body = '';
  for await (const part of request) body += String(part);
  return { method, path: url.split('?', 1)[0] ?? '', headers, body };
}
