import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something that listens on loopback. */
export interface Service {
  /** Without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** One that listens in this process. */
export interface HttpServer extends Service {
  /** Gives it what answers its requests. */
  answer(listener: RequestListener): void;
}

/** Listens on a free loopback port. Connections stay: the gateway fails when one is closed at the moment of use. */
export async function listen(): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    answer: (listener) => void server.on('request', listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The origin of a loopback port nobody listens on: free a moment ago, and not soon given out again. */
export async function freeOrigin(): Promise<string> {
  const server = await listen();
  await server.close();
  return server.origin;
}
