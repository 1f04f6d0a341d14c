import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Server, startServer } from './server.ts';

/** So many bytes are on offer to a page that reads slowly. Chromium 156 takes 64 MB off the network by itself. */
const OFFER = 256 * 1024 * 1024;

interface Stream {
  readonly response: ServerResponse;
  accepted: number;
}

/**
 * A gateway whose answers differ in all that a page can tell apart. `/RUN/stream` and its kind stay open until
 * `/RUN/push?chunk=` or `/RUN/end` says so; `/RUN/closed` answers once the page let go of the stream of its run;
 * `/RUN/accepted` says how many bytes of `/RUN/flood` the network took off the server.
 */
export function startOddGateway(): Promise<Server> {
  const streams = new Map<string, Stream>();
  return startServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://gateway');
    const [, run = '', name = ''] = pathname.split('/');
    const stream = streams.get(run);
    const done = (value: unknown = 'done') => response.end(JSON.stringify(value));
    switch (name) {
      case 'stream':
      case 'broken':
        response.setHeader('content-type', 'text/event-stream').write('data: first\n\n');
        streams.set(run, { response, accepted: 0 });
        break;
      case 'flood':
        flood(response, (accepted) => streams.set(run, { response, accepted }));
        break;
      case 'push':
        stream?.response.write(`data: ${searchParams.get('chunk')}\n\n`, () => done());
        break;
      case 'end':
        stream?.response.end(() => done());
        break;
      case 'break':
        stream?.response.destroy();
        done();
        break;
      case 'closed':
        if (stream?.response.closed) done();
        else stream?.response.once('close', () => done());
        break;
      case 'accepted':
        done(stream?.accepted);
        break;
      default:
        answer(name, request, response);
    }
  });
}

/** Writes as fast as the network takes it. */
function flood(response: ServerResponse, note: (accepted: number) => void): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let accepted = 0;
  note(0);
  const write = () => {
    if (accepted === OFFER) {
      response.end();
      return;
    }
    response.write(chunk, (error) => {
      if (error) return;
      accepted += chunk.length;
      note(accepted);
      write();
    });
  };
  write();
}

function answer(name: string, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.replace(/\/[^/]*$/, '') ?? '';
  switch (name) {
    case 'exposed':
      response.setHeader('access-control-expose-headers', 'x-shown').setHeader('x-shown', 'yes');
      response.setHeader('x-hidden', 'no').setHeader('x-mcp-debug-auth-resolution', 'no-auth').end('body é');
      break;
    case 'closed-to-others':
      response.removeHeader('access-control-allow-origin');
      response.end('secret');
      break;
    case 'error':
      response.writeHead(500, 'Broken Today', { 'content-type': 'application/json' }).end('{"detail":');
      break;
    case 'empty':
      response.writeHead(204).end();
      break;
    case 'moved':
      response.writeHead(307, { location: `${path}/exposed` }).end();
      break;
    case 'moved-in-circles':
      response.writeHead(302, { location: `${path}/moved-in-circles` }).end();
      break;
    case 'cached':
      response.setHeader('cache-control', 'max-age=600').end('kept');
      break;
    case 'tagged':
      response.setHeader('etag', '"1"').setHeader('cache-control', 'no-cache');
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end('tagged');
      break;
    case 'binary':
      response.end(Buffer.from([0, 255, 1, 254]));
      break;
    case 'events':
      response.setHeader('content-type', 'text/event-stream').end('id: 7\nevent: note\ndata: a\ndata: b\n\n');
      break;
    default:
      response.setHeader('content-type', 'application/json').end('{"answer":1}');
  }
}
