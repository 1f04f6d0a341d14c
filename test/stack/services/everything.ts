import type { Service } from './http-server.ts';
import { startNodeChild } from './node-child.ts';

/** The reference MCP server with its thirteen tools, over streamable HTTP at `/mcp`, without authentication. */
export function startEverything(log: string): Promise<Service> {
  const program = '@modelcontextprotocol/server-everything/dist/index.js';
  return startNodeChild('server-everything', program, ['streamableHttp'], log);
}
