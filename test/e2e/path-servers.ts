import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Received, type Server, startServer } from './server.ts';

/** The origins under which a gateway can be reached. */
export type Address = 'number' | 'ipv6' | 'name' | 'idn' | 'other-name' | 'subdomain';

/** Debug mode is switched on for these; the others lead to the same server, and are none of its business. */
export const ALLOWED = ['number', 'ipv6', 'name', 'idn'] as const satisfies readonly Address[];

export interface PathGateway {
  readonly origins: Readonly<Record<Address, string>>;
  /** What arrived at any of its addresses under a path that begins so. */
  received(path: string): readonly Received[];
  close(): void;
}

/** A gateway on IPv4 and IPv6. Browsers take every name in `.localhost` to this machine without asking anybody. */
export async function startGateway(): Promise<PathGateway> {
  const four = await startServer(answer);
  const six = await startServer(answer, '::1');
  const named = (name: string) => `http://${name}:${four.port}`;
  return {
    origins: {
      number: four.origin,
      ipv6: six.origin,
      name: named('gateway.localhost'),
      // bücher
      idn: named('xn--bcher-kva.localhost'),
      'other-name': named('localhost'),
      subdomain: named('sub.gateway.localhost'),
    },
    received: (path) => [...four.received, ...six.received].filter((each) => each.path.startsWith(path)),
    close() {
      four.close();
      six.close();
    },
  };
}

/**
 * The page's own server. `/caller` is a page and `/caller.js` a script that call whatever their `?url=` says; both also
 * under `/relayed/`, where `/relay.js` may be the service worker.
 */
export function startSite(): Promise<Server> {
  return startServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site');
    if (pathname.endsWith('/caller.js')) response.setHeader('content-type', 'text/javascript').end(CALL);
    else if (pathname === '/relay.js')
      response
        .setHeader('content-type', 'text/javascript')
        .setHeader('service-worker-allowed', '/')
        .end(RELAY);
    else if (pathname.endsWith('/caller'))
      response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><title>caller</title><script>${CALL}</script>`);
    else answer(request, response);
  });
}

const CALL = `fetch(new URL(location.href).searchParams.get('url')).finally(() => {
  if (globalThis.opener) close();
});`;

const RELAY = `addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));`;

/** Whatever is asked for: a redirect, an event, or JSON. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const to = new URL(request.url ?? '', 'http://server').searchParams.get('to');
  if (to !== null) response.writeHead(307, { location: to }).end();
  else if (request.headers.accept === 'text/event-stream')
    response.setHeader('content-type', 'text/event-stream').end('data: 1\n\n');
  else response.setHeader('content-type', 'application/json').end('{}');
}
