import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** The value of `x-litellm-mcp-debug`; undefined when the request does not carry it. */
  readonly debug: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface Server {
  /** `http://127.0.0.1:PORT`, or `http://[::1]:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Every request so far but those for the page itself and its icon. */
  readonly received: readonly Received[];
  /** Forgets the requests so far. */
  forget(): void;
  close(): void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A real server on a free port of this machine. `/` is an empty page; what else it answers is up to the handler. Any
 * page may call it with a JSON body, and its CORS allow-list does not have the debug header, unless the address asks
 * for it (`?allow=`). It takes part in no WebSocket.
 */
export async function startServer(handler: Handler = answerJson, host = '127.0.0.1'): Promise<Server> {
  const received: Received[] = [];
  const note = ({ method = '', url = '', headers }: IncomingMessage) => {
    const debug = headers['x-litellm-mcp-debug'];
    received.push({ method, path: url, debug: debug === undefined ? undefined : String(debug), headers });
  };
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    if (/^\/(\?.*)?$|^\/favicon.ico$/.test(url)) {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>page</title>');
      return;
    }
    note(request);
    const allowed = ['content-type', ...new URL(url, 'http://server').searchParams.getAll('allow')];
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', allowed.join());
    if (method === 'OPTIONS') response.writeHead(204).end();
    else handler(request, response);
  });
  server.on('upgrade', (request, socket) => {
    note(request);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    received,
    forget: () => received.splice(0),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answerJson(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json').end('{}');
}
