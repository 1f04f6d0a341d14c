import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

/** A request whose body is parsed, and whose token is verified where the server wants one. */
export interface McpRequest extends IncomingMessage {
  auth?: AuthInfo;
  body?: unknown;
}

/** Answers one request with a server and a transport of its own, as the SDK's examples of stateless servers do. */
export async function answerOnce(
  server: McpServer,
  request: McpRequest,
  response: ServerResponse,
): Promise<void> {
  const transport = new StreamableHTTPServerTransport();
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
}
