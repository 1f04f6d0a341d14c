import { resolve } from 'node:path';
import { build } from 'vite';
import type { Settings } from '../agent/settings.ts';
import { listen, type Service } from './http-server.ts';

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** The agent itself, where a login in a frame of it comes back to, and its service worker. */
const ENTRIES = ['index.html', 'callback.html', 'worker.ts'];

/** Builds the agent page and serves it from memory. */
export async function startAgentPage(settings: Settings): Promise<Service> {
  const files = await bundle();
  const server = await listen();
  server.answer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '').slice(1) || 'index.html';
    const content = path === 'settings.json' ? JSON.stringify(settings) : files.get(path);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/json';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
    response.end(content);
  });
  return server;
}

/** File name to content. */
async function bundle(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const root = resolve(import.meta.dirname, '../agent');
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: {
        input: ENTRIES.map((entry) => resolve(root, entry)),
        // A service worker has to stand beside the page, under a name that the page knows.
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  if (!('output' in result)) throw new Error('vite gave something else than one bundle');
  return new Map(
    result.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
  );
}
