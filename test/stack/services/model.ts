import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type Service } from './http-server.ts';
import { chatEvents, chatReply, responseEvents, responseReply, type Turn } from './openai.ts';

/**
 * A local model behind the OpenAI API (/responses and /chat/completions, streamed or not), so that the gateway's LLM
 * routes work offline. It calls the first tool named `...echo` once, and says what came back.
 */
export async function startModel(): Promise<Service> {
  const server = await listen();
  server.answer((request, response) => void answer(request, response));
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(404).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const turn = nextTurn(text);
  const isResponses = request.url?.includes('/responses') === true;
  if (JSON.parse(text).stream !== true) {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isResponses ? responseReply(turn) : chatReply(turn)));
    return;
  }
  response.setHeader('content-type', 'text/event-stream');
  for (const event of isResponses ? responseEvents(turn) : chatEvents(turn)) response.write(event);
  response.end();
}

/** The request's text is enough to go by: a tool's answer in it ends the turn, an offered echo tool starts one. */
function nextTurn(request: string): Turn {
  if (/"role": ?"tool"|"function_call_output"/.test(request)) return { say: 'The tool answered.' };
  const tool = /"name": ?"([\w-]*echo)"/.exec(request)?.[1];
  return tool === undefined
    ? { say: 'No tool was offered.' }
    : { call: tool, arguments: { message: 'hello' } };
}
