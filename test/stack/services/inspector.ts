import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listen, type Service } from './http-server.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/**
 * Serves MCP Inspector's page, the built one of its npm package, as the package's own server does (bin/client.js of
 * 1.0.3): each file at its path, and the page at any other, where a login comes back to. Nothing else listens, and no
 * browser opens.
 *
 * The page asks Inspector's proxy for a configuration when it opens; in a direct connection the proxy has no other
 * part. The page is told to look for it here (`MCP_PROXY_FULL_ADDRESS`), where there is none: with one, the page draws
 * itself anew while it handles a login's return, and handles it twice (Inspector 1.0.3).
 */
export async function startInspector(): Promise<Service> {
  const index = fileURLToPath(import.meta.resolve('@modelcontextprotocol/inspector-client/dist/index.html'));
  const root = dirname(index);
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  const files = new Map<string, Buffer>();
  for (const entry of names.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name);
    files.set(file.slice(root.length), await readFile(file));
  }
  const server = await listen();
  server.answer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', server.origin);
    if (pathname === '/config') {
      response.writeHead(404).end();
      return;
    }
    const path = files.has(pathname) ? pathname : '/index.html';
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? '', 'cache-control': 'no-store' });
    response.end(files.get(path));
  });
  return server;
}
