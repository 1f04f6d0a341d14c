import type { ServerResponse } from 'node:http';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { listen, type Service } from './http-server.ts';
import { MOODS } from './moods.ts';
import { answerOnce, type McpRequest } from './stateless.ts';

/** `well` and `empty` (no tools) answer as they should; `slow` does so late. */
type Mood = keyof typeof MOODS | 'well' | 'empty' | 'slow';

/** Over the ten seconds after which an answer counts as slow. */
const SLOW = 10_500;

/**
 * A small MCP server at `/mcp`, without authentication, that behaves as a page told it by `GET /mood/MOOD`; with
 * `?on=METHOD` only towards that JSON-RPC method. It starts `well`.
 */
export async function startMoody(): Promise<Service> {
  const server = await listen();
  const app = createMcpExpressApp();
  let mood: Mood = 'well';
  let method: string | undefined;
  app.get('/mood/:mood', (request, response) => {
    mood = request.params.mood as Mood;
    method = typeof request.query['on'] === 'string' ? request.query['on'] : undefined;
    response.set({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' }).send(mood);
  });
  app.use('/mcp', (request: McpRequest, response: ServerResponse) => {
    const concerned = method === undefined || methodOf(request.body) === method;
    void answer(request, response, concerned ? mood : 'well');
  });
  server.answer(app);
  return server;
}

async function answer(request: McpRequest, response: ServerResponse, mood: Mood): Promise<void> {
  if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW));
  if (mood === 'well' || mood === 'empty' || mood === 'slow') {
    await answerOnce(withTools(mood !== 'empty'), request, response);
  } else {
    MOODS[mood](response, request.body);
  }
}

function withTools(enabled: boolean): McpServer {
  const server = new McpServer({ name: 'moody', version: '1.0.0' });
  const echo = server.registerTool('echo', { description: 'Says that it was called.' }, () => ({
    content: [{ type: 'text', text: 'Echo.' }],
  }));
  if (!enabled) echo.disable();
  return server;
}

function methodOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'method' in body ? body.method : undefined;
}
