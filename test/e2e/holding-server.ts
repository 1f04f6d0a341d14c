import type { ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import { type Handler, type Server, startServer } from './server.ts';

/** A server some of whose answers a test ends. */
export interface HoldingServer extends Server {
  /** The answers that are not ended, by path. */
  readonly open: ReadonlyMap<string, ServerResponse>;
  /** Waits until it has a request whose answer is open. */
  holds(path: string): Promise<void>;
}

/** Starts a server; what its handler does not end is open. */
export async function startHoldingServer(handler: Handler): Promise<HoldingServer> {
  const open = new Map<string, ServerResponse>();
  const server = await startServer((request, response) => {
    handler(request, response);
    if (!response.writableEnded) open.set(new URL(request.url ?? '', 'http://server').pathname, response);
  });
  return {
    ...server,
    open,
    holds: (path) => eventually(() => expect(open.has(path)).toBe(true)),
    forget() {
      server.forget();
      open.clear();
    },
  };
}
